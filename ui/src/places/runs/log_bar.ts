// The bar above an output: following, finding, the first error, all of it as a file.
import {html, nothing, type TemplateResult} from "../../../vendor/lit.js";
import {pref} from "../../core/prefs";
import {isNarrow} from "../../core/screen";
import {act} from "../../parts/bits";
import {icon} from "../../parts/icons";
import type {LogView} from "../../parts/log";
import {toast} from "../../parts/toast";

const wrap = pref("log-wrap", true);
const times = pref("log-times", false);

let typing = 0;
export function logBar(view: LogView, options: {raw: string; onError: () => void}): TemplateResult {
  view.element.classList.toggle("wrap", wrap.value);
  view.element.classList.toggle("times", times.value);
  view.times.set(times.value);
  const search = view.search.value;
  const type = (event: Event) => {
    const text = (event.target as HTMLInputElement).value;
    clearTimeout(typing);
    typing = window.setTimeout(() => void view.find(text).catch((error) => toast((error as Error).message, "bad")), 250);
  };
  const key = (event: KeyboardEvent) => {
    if (event.key === "Enter") void view.step(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape") view.element.focus();
  };
  const box = (text: string, isOn: boolean, set: (on: boolean) => void) => html`<label class="check"><input type="checkbox" .checked=${isOn}
    @change=${(event: Event) => set((event.target as HTMLInputElement).checked)}>${text}</label>`;
  const looks = html`${box("Timestamps", times.value, (on) => { times.value = on; })}${box("Wrap", wrap.value, (on) => { wrap.value = on; })}`;
  const last = () => toast(view.lastLine() || "There is no output yet.");
  const raw = html`<a class="button" href=${options.raw} download>Raw</a>`;
  return html`<div class="log-bar toolbar">
    ${box("Follow", view.isFollowing.value, (on) => view.setFollowing(on))}${isNarrow.value ? nothing : looks}
    ${view.newLines.value ? act(`${view.newLines.value} new ${view.newLines.value === 1 ? "line" : "lines"}`, () => view.toEnd(), {icon: "down", className: "new-lines"}) : nothing}
    <span class="grow"></span>
    <input id="log-find" type="search" placeholder="Find in log" aria-label="Find in the output" @input=${type} @keydown=${key}>
    ${search ? html`<span class="found" role="status">${search.total ? `${search.at + 1}/${search.total}` : "not found"}</span>
      ${act("", () => void view.step(-1), {icon: "up", label: "Previous match", kind: "quiet"})}${act("", () => void view.step(1), {icon: "down", label: "Next match", kind: "quiet"})}` : nothing}
    ${act("First error", options.onError)}
    ${isNarrow.value
      ? html`<details class="menu"><summary aria-label="More to do with the output">${icon("more")}</summary>
          <div class="menu-list">${looks}${act("Read the last line", last)}${raw}</div></details>`
      : html`${act("", last, {icon: "info", label: "Read the last line", kind: "quiet"})}${raw}`}</div>
    ${view.problem.value ? html`<p class="wrong" role="alert">${view.problem.value}</p>` : nothing}`;
}
