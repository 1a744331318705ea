import {html} from "../../vendor/lit.js";
import {skeleton} from "../parts/bits";
import type {Place} from "./place";

export const place: Place = {
  title: () => "Code",
  view: () => html`<h1>Code</h1>${skeleton()}`,
};
