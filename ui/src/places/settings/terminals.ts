// The terminals that the server keeps, with or without somebody who looks.
import {html, nothing, type TemplateResult} from "../../../vendor/lit.js";
import {act, empty, when} from "../../parts/bits";
import {noTerm} from "../code/term_body";
import {endTerm, isEnabled, readTerms, sessions, startTerms} from "../code/terms";

const AGAIN_MS = 5_000; // who looks and where is no event

let ends: (() => void)[] = [];
export function enterTerminals(): void {
  const timer = setInterval(() => void readTerms(), AGAIN_MS);
  ends = [startTerms(), () => clearInterval(timer)];
}
export function leaveTerminals(): void {
  ends.forEach((end) => end());
  ends = [];
}

export function terminalsView(): TemplateResult {
  if (isEnabled.value === false) return html`<h2>Terminals</h2>${noTerm(() => {})}`;
  return html`<h2>Terminals</h2>${sessions.value.length === 0 ? empty(html`No terminal is open. <a href="/code">Code</a> has them below the editor.`)
    : html`<table class="records"><thead><tr><th>Shell</th><th>By</th><th>Since</th><th>Viewers</th><th><span class="hidden">Action</span></th></tr></thead><tbody>${sessions.value.map((one) => html`<tr>
      <td class="mono" data-label="Shell" title=${one.sandbox_level ? `Confined: ${one.sandbox_level}` : nothing}>${one.title ?? one.shell ?? one.id}</td><td data-label="By">${one.by ?? ""}</td>
      <td data-label="Since">${when(one.started_at)}</td><td data-label="Viewers">${one.viewers ?? 0}</td>
      <td>${act("End", () => void endTerm(one), {role: "editor", kind: "quiet", className: "in-table"})}</td></tr>`)}</tbody></table>`}`;
}
