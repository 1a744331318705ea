// The terminals that the server keeps, with or without somebody who looks.
import {html, type TemplateResult} from "../../../vendor/lit.js";
import {act, empty, failure, when} from "../../parts/bits";
import {endTerm, isEnabled, readTerms, sessions, why} from "../code/terms";

export const enterTerminals = () => void readTerms();

export function terminalsView(): TemplateResult {
  if (isEnabled.value === false) return html`<h2>Terminals</h2>${failure(why.value || "Terminals are off: terminal.enabled in .pirun.yaml.")}`;
  return html`<h2>Terminals</h2>${sessions.value.length === 0 ? empty("No terminal is open.")
    : html`<table class="records"><thead><tr><th>Shell</th><th>By</th><th>Since</th><th>Viewers</th><th><span class="hidden">Action</span></th></tr></thead><tbody>${sessions.value.map((one) => html`<tr>
      <td class="mono" data-label="Shell">${one.title ?? one.shell ?? one.id}</td><td data-label="By">${one.by ?? ""}</td><td data-label="Since">${when(one.started_at)}</td><td data-label="Viewers">${one.viewers ?? 0}</td>
      <td>${act("End", () => void endTerm(one), {role: "editor", kind: "quiet", className: "in-table"})}</td></tr>`)}</tbody></table>`}`;
}
