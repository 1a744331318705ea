// The panel below the editor: the output of the last run, problems, terminals, the preview.
import {html, nothing, signal, type TemplateResult} from "../../../vendor/lit.js";
import {ask, get, post, said, url} from "../../core/api";
import {on} from "../../core/live";
import {pref} from "../../core/prefs";
import {projectPath, rows} from "../../core/store";
import type {Row, Run} from "../../core/types";
import {now} from "../../core/time";
import {act, empty, tabs, type Tab} from "../../parts/bits";
import {icon} from "../../parts/icons";
import {LogView} from "../../parts/log";
import {pathInProject} from "../../parts/log_line";
import {isOver, outcome, shortId, status, took} from "../../parts/status";
import {toast} from "../../parts/toast";
import {logBar} from "../runs/log_bar";
import {cancelRun} from "../runs/list";
import type {Problem} from "./editor";
import {isEnabled, newTerm, sessions, termBody, termsOff} from "./terms";

export const shown = pref("panel", "output"); // "output", "problems", "preview", "term:ID"
export const isOpen = pref("panel-open", true);
export const height = pref("panel-height", 240);
export const problems = signal<{path: string; list: Problem[]}>({path: "", list: []});
export const run = signal<{id: string; script: string; log: LogView; record?: Run} | undefined>(undefined);

let failedAt: (path: string, line: number) => void = () => {};
export function onFailure(tell: typeof failedAt): void {
  failedAt = tell;
}

// Show the output of the run ID of SCRIPT here.
export function follow(id: string, script: string): void {
  run.value?.log.close();
  const log = new LogView({
    run: id,
    context: {root: projectPath(), commit: ""},
    onEnd: () => void ended(id),
  });
  run.value = {id, script, log};
  shown.value = "output";
  isOpen.value = true;
}

async function ended(id: string): Promise<void> {
  const record = await get<Run>("/api/run/status", {run_id: id}).catch(() => undefined);
  const now_ = run.value;
  if (!record || now_?.id !== id) return;
  run.value = {...now_, record};
  if (record.state === "succeeded") return failedAt(now_.script, 0);
  const tail = await ask("GET", "/api/run/log", {query: {run_id: id, tail: 200}}).then((answer) => answer.text(), () => "");
  const places = [...tail.matchAll(/File "([^"]+)", line (\d+)/g)].map((match) => ({path: pathInProject(match[1]!, projectPath()), line: Number(match[2])}));
  const last = places.filter((place) => place.path).pop();
  if (last) failedAt(last.path, last.line);
}

function outputBody(): TemplateResult {
  const it = run.value;
  if (!it) return empty("Nothing was run from here yet. Ctrl+Enter saves the file and runs it.");
  const row: Row = rows.value.get(it.id) ?? it.record ?? {id: it.id, state: "queued"};
  return html`<div class="output-head toolbar">${status(row)}<span>${outcome(row)}</span><span class="dim">${took(row, now.value)}</span>
      <a href="/runs/${it.id}" class="mono">${shortId(it.id)}</a><span class="grow"></span>
      ${isOver(row) ? nothing : act("Cancel", () => void cancelRun({id: it.id, title: it.script}), {role: "runner", kind: "danger"})}</div>
    ${logBar(it.log, {raw: url("/api/run/log", {run_id: it.id, download: true}), onError: () => void toFirstError(it.id, it.log)})}${it.log.element}`;
}

async function toFirstError(id: string, log: LogView): Promise<void> {
  const answer = await get<{line: number | null}>("/api/run/log", {run_id: id, find_error: true}).catch(() => undefined);
  if (answer?.line) void log.openAt(answer.line);
  else toast("No error is seen in the output.");
}

function problemsBody(goTo: (line: number) => void): TemplateResult {
  const {list} = problems.value;
  if (!list.length) return empty("No problem is known in this file.");
  return html`<ul class="plain problems">${list.map((problem) => html`<li><button class="quiet" @click=${() => goTo(problem.line)}>
    ${icon(problem.severity === "error" ? "cross" : "warning")}<span class="hidden">${problem.severity}</span>
    <span>${problem.message}</span><span class="dim">line ${problem.line}, column ${problem.column}${problem.source ? `, ${problem.source}` : ""}</span></button></li>`)}</ul>`;
}

// ---- the preview of the project's own application ----

interface Preview {
  is_configured: boolean;
  state: "stopped" | "starting" | "ready" | "failed";
  run_id?: string;
  url?: string;
  text?: string;
}
export const preview = signal<Preview | undefined>(undefined);
const previewTurn = signal(0);

export async function readPreview(): Promise<void> {
  preview.value = await get<Preview>("/api/preview").catch(() => undefined);
}
on("preview", () => void readPreview());

async function orderPreview(verb: "start" | "stop" | "restart"): Promise<void> {
  await post(`/api/preview/${verb}`, {}).catch((error) => toast(said(error), "bad"));
  await readPreview();
  previewTurn.value++;
}

function previewBody(): TemplateResult {
  const it = preview.value;
  if (!it?.is_configured) return html`<div class="pad"><p>No application is configured. This in <code>.pirun.yaml</code> names a script that listens on the port in <code>$PORT</code>:</p>
    <pre class="file-text" tabindex="0">preview:
  script: app.py</pre></div>`;
  return html`<div class="output-head toolbar"><b>${it.state}</b><span class="dim">${it.text ?? ""}</span>
      ${it.run_id ? html`<a href="/runs/${it.run_id}">Its log</a>` : nothing}<span class="grow"></span>
      ${it.state === "stopped" || it.state === "failed" ? act("Start", () => void orderPreview("start"), {role: "editor"})
        : html`${act("Restart", () => void orderPreview("restart"), {role: "editor"})}${act("Stop", () => void orderPreview("stop"), {role: "editor"})}`}
      ${it.url && it.state === "ready" ? html`${act("Reload", () => { previewTurn.value++; }, {kind: "quiet"})}<a class="button" href=${it.url} target="_blank" rel="noopener">Open</a>` : nothing}</div>
    ${it.url && it.state === "ready" ? [previewTurn.value].map(() => html`<iframe class="preview" title="Preview of the application" src=${it.url!}></iframe>`) : nothing}`;
}

// ---- the panel itself ----

export async function openTerm(): Promise<void> {
  isOpen.value = true;
  const id = await newTerm();
  if (id) shown.value = `term:${id}`;
  else shown.value = "term:";
}

export async function toggleTerm(): Promise<void> {
  const first = sessions.value[0];
  if (shown.value.startsWith("term:") && isOpen.value) isOpen.value = false;
  else if (first) {
    shown.value = `term:${first.id}`;
    isOpen.value = true;
  } else await openTerm();
}

function body(goTo: (line: number) => void): TemplateResult {
  const id = shown.value;
  if (id === "problems") return problemsBody(goTo);
  if (id === "preview") return previewBody();
  if (!id.startsWith("term:")) return outputBody();
  if (isEnabled.value === false) return termsOff();
  const session = sessions.value.find((one) => `term:${one.id}` === id);
  return session ? termBody(session.id) : empty("This terminal has ended.", act("New terminal", () => void openTerm(), {role: "editor"}));
}

export function panel(goTo: (line: number) => void): TemplateResult {
  const count = problems.value.list.length;
  const list: Tab[] = [{id: "output", label: "Output"}, {id: "problems", label: count ? `Problems ${count}` : "Problems"},
    ...sessions.value.map((one, index) => ({id: `term:${one.id}`, label: `Terminal ${index + 1}`})),
    ...(shown.value === "term:" || (shown.value.startsWith("term:") && !sessions.value.some((one) => `term:${one.id}` === shown.value)) ? [{id: shown.value, label: "Terminal"}] : []),
    {id: "preview", label: "Preview"}];
  const current = list.some((tab) => tab.id === shown.value) ? shown.value : "output";
  return html`<section class="panel ${isOpen.value ? "" : "folded"}" aria-label="Panel" .style=${isOpen.value ? `--panel-height:${height.value}px` : ""}>
    <div class="panel-head">${tabs("Panel", list.map((tab) => ({...tab, panel: "panel-body"})), current, (id) => {
      shown.value = id;
      isOpen.value = true;
      if (id === "preview") void readPreview();
    })}<span class="grow"></span>${act("", () => void openTerm(), {icon: "plus", label: "New terminal", kind: "quiet", role: "editor"})}
      ${act("", () => { isOpen.value = !isOpen.value; }, {icon: isOpen.value ? "down" : "up", label: isOpen.value ? "Fold the panel" : "Unfold the panel", kind: "quiet"})}</div>
    ${isOpen.value ? html`<div id="panel-body" class="panel-body" role="tabpanel" aria-labelledby="tab-${current}">${body(goTo)}</div>` : nothing}</section>`;
}
