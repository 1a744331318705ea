// The list of shortcuts, from the table that they work by.
import "./shell";
import {html} from "../../vendor/lit.js";
import {shortcuts} from "../core/keys";
import {openDialog} from "./dialog";

export function openHelp(): void {
  void openDialog({
    title: "Keyboard",
    className: "wide",
    body: () => html`<div class="shortcut-groups">${shortcuts().map((group) => html`<section><h3>${group.name}</h3>
      <dl>${group.rows.map((row) => html`<div><dt><kbd>${row.keys}</kbd></dt><dd>${row.label}</dd></div>`)}</dl></section>`)}</div>`,
  });
}
