import {html} from "../../vendor/lit.js";
import {skeleton} from "../parts/bits";
import type {Place} from "./place";

export const place: Place = {
  title: () => "Home",
  view: () => html`<h1>Home</h1>${skeleton()}`,
};
