// The form beside the editor: the script's own arguments, the last sets of them, and Run.
import {batch, html, nothing, signal, type TemplateResult} from "../../../vendor/lit.js";
import {get, said} from "../../core/api";
import {pref} from "../../core/prefs";
import type {Job} from "../../core/types";
import {act, barred, when} from "../../parts/bits";
import {emptyValues, formFields, jobOf, missing, quote, readForm, split, valuesOf, type Form, type Values} from "../runs/form";
import {start} from "../runs/start";

interface Earlier {
  args: string[];
  state: string;
  at: string;
}

export const isShown = pref("run-form", true);
export const width = pref("run-form-width", 300);
const script = signal("");
const form = signal<Form | undefined>(undefined);
const values = signal<Values>({});
const line = signal("");
const timeout = signal("");
const wrong = signal("");
const earlier = signal<Earlier[]>([]);
const isBusy = signal(false);

// The file in front is PATH; ISCHANGED: its text was saved anew.
export async function formFor(path: string, isChanged = false): Promise<void> {
  if (!path.endsWith(".py")) {
    script.value = "";
    return;
  }
  if (path === script.value && !isChanged) return;
  const isOther = path !== script.value;
  script.value = path;
  if (isOther) batch(() => {
    form.value = undefined;
    line.value = wrong.value = "";
    earlier.value = [];
  });
  const read = await readForm(path);
  if (script.value !== path) return;
  batch(() => {
    const before = values.peek();
    form.value = read;
    if (read) values.value = isOther ? emptyValues(read) : {...emptyValues(read), ...before};
  });
  if (isOther) void readEarlier(path);
}

async function readEarlier(path: string): Promise<void> {
  const answer = await get<{sets: Earlier[]}>("/api/run/args", {script: path}).catch(() => ({sets: []}));
  if (script.value === path) earlier.value = answer.sets.slice(0, 10);
}

function use(args: string[]): void {
  const filled = form.value && valuesOf(form.value, args);
  if (filled) values.value = filled;
  else if (form.value && args.length) {
    form.value = undefined;
    line.value = args.map(quote).join(" ");
  } else line.value = args.map(quote).join(" ");
}

// Run the script with what stands in the form. The id of the run, undefined when it was not started.
export async function runNow(path: string): Promise<string | undefined> {
  const it = form.value;
  const lack = it ? missing(it, values.value) : "";
  if (lack) {
    batch(() => {
      wrong.value = `'${lack}' is needed.`;
      isShown.value = true;
    });
    return undefined;
  }
  isBusy.value = true;
  try {
    const job: Job = {script: path, ...(it ? await jobOf(path, it, values.value) : {args: split(line.value)})};
    if (timeout.value) job.timeout_ms = Math.round(Number(timeout.value) * 1000);
    const id = await start(job);
    wrong.value = "";
    window.setTimeout(() => void readEarlier(path), 1000);
    return id;
  } catch (error) {
    batch(() => {
      wrong.value = said(error);
      isShown.value = true;
    });
    return undefined;
  } finally {
    isBusy.value = false;
  }
}

export async function runLast(path: string): Promise<string | undefined> {
  if (earlier.value[0]) use(earlier.value[0].args);
  return runNow(path);
}

export function runForm(run: () => void): TemplateResult | typeof nothing {
  const path = script.value;
  if (!path || !isShown.value) return nothing;
  const redraw = () => { values.value = {...values.value}; };
  return html`<aside class="run-form" aria-label="Run ${path}"><div class="tree-head"><h2 class="ellipsis">Run ${path.split("/").pop()}</h2><span class="grow"></span>
      ${act("", () => { isShown.value = false; }, {icon: "close", label: "Close the form", kind: "quiet"})}</div>
    <form @submit=${(event: Event) => { event.preventDefault(); run(); }}>
      ${form.value?.description ? html`<p class="dim">${form.value.description}</p>` : nothing}
      ${form.value ? formFields(form.value, values.value, redraw) : html`<label class="field"><span>Arguments</span>
        <input class="mono" autocomplete="off" spellcheck="false" .value=${line.value} @input=${(event: Event) => { line.value = (event.target as HTMLInputElement).value; }}>
        <small>As in a shell: quotes keep words together.</small></label>`}
      <details class="further"><summary>Time limit</summary><label class="field"><span>Seconds</span><input type="number" min="0.001" step="any" .value=${timeout.value}
        @input=${(event: Event) => { timeout.value = (event.target as HTMLInputElement).value; }}></label></details>
      ${wrong.value ? html`<p class="wrong" role="alert">${wrong.value}</p>` : nothing}
      ${act(isBusy.value ? "Starting…" : "Run", run, {kind: "", icon: "runs", why: barred("runner"), className: "wide"})}</form>
    ${earlier.value.length ? html`<h3>Used before</h3><ul class="plain earlier">${earlier.value.map((set) => html`<li>
      <button class="quiet" @click=${() => use(set.args)}><code class="ellipsis">${set.args.map(quote).join(" ") || "without arguments"}</code>
      <span class="dim">${set.state}, ${when(set.at)}</span></button></li>`)}</ul>` : nothing}</aside>`;
}
