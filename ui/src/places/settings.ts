import {html} from "../../vendor/lit.js";
import {skeleton} from "../parts/bits";
import type {Place} from "./place";

export const place: Place = {
  title: () => "Settings",
  view: () => html`<h1>Settings</h1>${skeleton()}`,
};
