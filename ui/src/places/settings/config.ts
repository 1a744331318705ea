// What holds: each key of .pirun.yaml with its value, unit and default.
import {html, nothing, signal, type TemplateResult} from "../../../vendor/lit.js";
import {get, said} from "../../core/api";
import {failure, skeleton} from "../../parts/bits";

interface Value {
  key: string;
  value: string;
  default: string;
  unit?: string;
  range?: string;
  help?: string;
  is_default: boolean;
}

const values = signal<Value[] | undefined>(undefined);
const problem = signal("");
const filter = signal("");

async function read(): Promise<void> {
  try {
    values.value = (await get<{values: Value[]}>("/api/config")).values;
    problem.value = "";
  } catch (error) {
    problem.value = said(error);
  }
}
export const enterConfig = () => void read();

const fits = (one: Value) => `${one.key} ${one.help ?? ""}`.toLowerCase().includes(filter.value.toLowerCase());

export function configView(): TemplateResult {
  const all = values.value;
  return html`<div class="toolbar"><h2>Limits and configuration</h2><span class="grow"></span><input type="search" aria-label="Find a key" placeholder="Find a key"
      .value=${filter.value} @input=${(event: Event) => { filter.value = (event.target as HTMLInputElement).value; }}><a class="button" href="/code/.pirun.yaml">Edit .pirun.yaml</a></div>
    ${problem.value ? failure(problem.value, () => void read()) : nothing}
    ${!all ? skeleton() : html`<table class="records config"><thead><tr><th>Key</th><th>Value</th><th>What it is</th></tr></thead><tbody>${all.filter(fits).map((one) => html`<tr>
      <td class="mono">${one.key}</td><td class="mono"><span>${one.is_default ? one.value || html`<span class="dim">none</span>` : html`<b>${one.value}</b>`} ${one.value ? one.unit : ""}</span></td>
      <td><span>${one.help}${one.range ? html` <span class="dim">(${one.range})</span>` : nothing}</span></td></tr>`)}</tbody></table>
      <p class="hidden" role="status">${all.filter(fits).length} keys</p>`}`;
}
