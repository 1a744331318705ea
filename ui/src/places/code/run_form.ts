// The form that runs the file in front: the script's own arguments, the last sets of them, and Run.
// Beside the editor; on a phone a sheet over all of it.
import {batch, effect, html, nothing, signal, type TemplateResult} from "../../../vendor/lit.js";
import {get, said} from "../../core/api";
import {pref} from "../../core/prefs";
import {isNarrow} from "../../core/screen";
import type {Job} from "../../core/types";
import {act, barred, when} from "../../parts/bits";
import {openDialog} from "../../parts/dialog";
import {blame, emptyValues, formFields, jobOf, missing, readForm, valuesOf, type Form, type Values, type Wrong} from "../runs/form";
import {start} from "../runs/start";
import {quote, split} from "../runs/words";

interface Earlier {
  args: string[];
  state: string;
  at: string;
}

const KEPT = 10;
export const isShown = pref("run-form", true);
export const width = pref("run-form-width", 300);
const script = signal("");
const form = signal<Form | undefined>(undefined);
const values = signal<Values>({});
const isLine = signal(false); // the arguments are typed as one line although there is a form
const line = signal("");
const timeout = signal("");
const wrong = signal<Wrong | undefined>(undefined);
const earlier = signal<Earlier[]>([]);
const isBusy = signal(false);
let sheet: ReturnType<typeof openDialog> | undefined;

const shownForm = () => (isLine.value ? undefined : form.value);

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
    form.value = wrong.value = undefined;
    isLine.value = false;
    line.value = "";
    earlier.value = [];
  });
  const read = await readForm(path);
  if (script.value !== path) return;
  batch(() => {
    const before = values.peek();
    form.value = read;
    if (read) values.value = isOther ? emptyValues(read) : kept(read, before);
  });
  if (isOther) void readEarlier(path);
}

// What was filled in stays where the field is still there and can hold it.
function kept(now: Form, before: Values): Values {
  const fresh = emptyValues(now);
  for (const name of Object.keys(fresh)) if (typeof before[name] === typeof fresh[name]) fresh[name] = before[name]!;
  return fresh;
}

async function readEarlier(path: string): Promise<void> {
  const answer = await get<{sets: Earlier[]}>("/api/run/args", {script: path}).catch(() => undefined);
  if (answer && script.value === path) earlier.value = answer.sets.slice(0, KEPT);
}

function use(args: string[]): void {
  const filled = form.value && valuesOf(form.value, args);
  batch(() => {
    wrong.value = undefined;
    isLine.value = !filled;
    if (filled) values.value = filled;
    else line.value = args.map(quote).join(" ");
  });
}

// Show WHAT is wrong, in the form, with the focus in its field.
function refuse(what: Wrong): void {
  wrong.value = what;
  openForm();
  requestAnimationFrame(() => document.querySelector<HTMLElement>(".run-form [aria-invalid=true]")?.focus());
}

// Run the script with what stands in the form. The id of the run, undefined when it was not started.
export async function runNow(path: string): Promise<string | undefined> {
  const it = shownForm();
  const lack = it && missing(it, values.value);
  if (lack) return void refuse(lack);
  isBusy.value = true;
  try {
    const job: Job = {script: path, ...(it ? await jobOf(path, it, values.value) : {args: split(line.value)})};
    if (timeout.value) job.timeout_ms = Math.round(Number(timeout.value) * 1000);
    const id = await start(job);
    wrong.value = undefined;
    remember(path, job.args ?? []);
    sheet?.close();
    return id;
  } catch (error) {
    return void refuse(blame(it, said(error)));
  } finally {
    isBusy.value = false;
  }
}

// ARGS is the newest set now; what became of its run is asked for later.
function remember(path: string, args: string[]): void {
  const same = JSON.stringify(args);
  const others = earlier.value.filter((set) => JSON.stringify(set.args) !== same);
  if (script.value === path) earlier.value = [{args, state: "started", at: new Date().toISOString()}, ...others].slice(0, KEPT);
}

// Its run has ended.
export const ended = (path: string) => void readEarlier(path);

export async function runLast(path: string): Promise<string | undefined> {
  if (earlier.value[0]) use(earlier.value[0].args);
  return runNow(path);
}

let runFile: () => void = () => {};
export function onRun(run: () => void): void {
  runFile = run;
}

export function openForm(): void {
  if (!isNarrow.value) {
    isShown.value = true;
    return;
  }
  if (sheet || !script.value) return;
  sheet = openDialog({title: `Run ${script.value.split("/").pop()}`, className: "full", body: () => html`<div class="run-form">${body("primary")}</div>`});
  const mine = sheet;
  const end = effect(() => mine.draw());
  void mine.done.then(() => {
    end();
    sheet = undefined;
  });
}

// Is there a button for it? Beside the editor it is there by itself, unless it was closed.
export const isHidden = () => isNarrow.value || !isShown.value;

function doubts(it: Form): TemplateResult | typeof nothing {
  if (!it.problems?.length) return nothing;
  return html`<div class="form-doubts"><p>Not all of this script's arguments could be read from its text:</p>
    <ul>${it.problems.slice(0, 5).map((one) => html`<li>${one.line ? `line ${one.line}: ` : ""}${one.message}</li>`)}</ul></div>`;
}

function lineField(): TemplateResult {
  return html`<label class="field"><span>Arguments</span>
    <input class="mono" autocomplete="off" autocapitalize="off" spellcheck="false" .value=${line.value} @input=${(event: Event) => { line.value = (event.target as HTMLInputElement).value; }}>
    <small>As in a shell: quotes keep words together.</small></label>`;
}

function body(kind = ""): TemplateResult {
  const it = shownForm();
  const redraw = () => {
    batch(() => {
      values.value = {...values.value};
      wrong.value = undefined;
    });
  };
  const barredWhy = barred("runner");
  return html`<form novalidate @submit=${(event: Event) => { event.preventDefault(); if (!barredWhy && !isBusy.value) runFile(); }}>
      ${it?.description ? html`<p class="dim about">${it.description}</p>` : nothing}${it ? doubts(it) : nothing}
      ${it ? formFields(it, values.value, redraw, wrong.value) : lineField()}
      ${form.value ? html`<button type="button" class="quiet as-line" @click=${() => { isLine.value = !isLine.value; }}>${isLine.value ? "Use the form" : "Type them as a line"}</button>` : nothing}
      <details class="further"><summary>Time limit</summary><label class="field"><span>Seconds</span><input type="number" min="0.001" step="any" .value=${timeout.value}
        @input=${(event: Event) => { timeout.value = (event.target as HTMLInputElement).value; }}></label></details>
      ${wrong.value && !(it && wrong.value.name) ? html`<p class="wrong" role="alert">${wrong.value.text}</p>` : nothing}
      ${barredWhy ? act("Run", () => {}, {icon: "runs", why: barredWhy, className: "wide"})
        : html`<button class="wide ${kind}">${isBusy.value ? "Starting…" : "Run"}</button>`}</form>
    ${earlier.value.length ? html`<h3>Used before</h3><ul class="plain earlier">${earlier.value.map((set) => html`<li>
      <button class="quiet" @click=${() => use(set.args)}><code class="ellipsis">${set.args.map(quote).join(" ") || "without arguments"}</code>
      <span class="dim">${set.state}, ${when(set.at)}</span></button></li>`)}</ul>` : nothing}`;
}

export function runForm(): TemplateResult | typeof nothing {
  const path = script.value;
  if (!path || !isShown.value || isNarrow.value) return nothing;
  return html`<aside class="run-form" aria-label="Run ${path}" data-region="input, select, button"><div class="tree-head"><h2 class="ellipsis">Run ${path.split("/").pop()}</h2><span class="grow"></span>
      ${act("", () => { isShown.value = false; }, {icon: "close", label: "Close the form", kind: "quiet"})}</div>${body()}</aside>`;
}
