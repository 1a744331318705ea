import {html} from "../../vendor/lit.js";
import {skeleton} from "../parts/bits";
import type {Place} from "./place";

export const place: Place = {
  title: () => "Changes",
  view: () => html`<h1>Changes</h1>${skeleton()}`,
};
