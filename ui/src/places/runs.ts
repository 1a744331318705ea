import {html} from "../../vendor/lit.js";
import {skeleton} from "../parts/bits";
import type {Place} from "./place";

export const place: Place = {
  title: () => "Runs",
  view: () => html`<h1>Runs</h1>${skeleton()}`,
};
