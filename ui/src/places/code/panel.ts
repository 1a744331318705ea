// The panel below the editor: the output of the last run, problems, terminals, the preview.
import {html, nothing, signal, type TemplateResult} from "../../../vendor/lit.js";
import {ask, get, url} from "../../core/api";
import {pref} from "../../core/prefs";
import {projectPath, rows} from "../../core/store";
import type {Row, Run} from "../../core/types";
import {now} from "../../core/time";
import {act, barred, empty, tabs, type Tab} from "../../parts/bits";
import {icon} from "../../parts/icons";
import {LogView} from "../../parts/log";
import {pathInProject} from "../../parts/log_line";
import {isOver, outcome, shortId, status, took} from "../../parts/status";
import {toast} from "../../parts/toast";
import {logBar} from "../runs/log_bar";
import {cancelRun} from "../runs/list";
import type {Problem} from "./editor";
import {previewBody, readPreview, startPreview} from "./preview";
import {noTerm, termBody} from "./term_body";
import {closeTerm, focusTerm, newTerm, startTerms, termTabs} from "./terms";

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

// ---- the panel itself ----

function showTerm(id: string): void {
  shown.value = `term:${id}`;
  isOpen.value = true;
  if (id) focusTerm(id);
}

export async function openTerm(): Promise<void> {
  const why = barred("editor");
  if (why) return toast(why);
  showTerm((await newTerm()) ?? "");
}

// Show a terminal and go there; from there, fold the panel. False: it is folded.
export function toggleTerm(): boolean {
  const isIn = document.getElementById("panel-body")?.contains(document.activeElement);
  if (shown.value.startsWith("term:") && isOpen.value && isIn) {
    isOpen.value = false;
    return false;
  }
  const all = termTabs();
  const last = all.find((one) => `term:${one.id}` === shown.value) ?? all[0];
  if (last) showTerm(last.id);
  else void openTerm();
  return true;
}

function leaveTerm(id: string): void {
  closeTerm(id);
  const next = termTabs().at(-1);
  if (next) showTerm(next.id);
  else shown.value = "output";
}

export function startPanel(): () => void {
  const ends = [startTerms(), startPreview(() => isOpen.value && shown.value === "preview")];
  return () => ends.forEach((end) => end());
}

function body(goTo: (line: number) => void): TemplateResult {
  const id = shown.value;
  if (id === "problems") return problemsBody(goTo);
  if (id === "preview") return previewBody();
  if (!id.startsWith("term:")) return outputBody();
  const one = termTabs().find((tab) => `term:${tab.id}` === id);
  return one ? termBody(one.id, () => leaveTerm(one.id)) : noTerm(() => void openTerm());
}

export function panel(goTo: (line: number) => void): TemplateResult {
  const count = problems.value.list.length;
  const terms = termTabs().map((one) => ({id: `term:${one.id}`, label: one.label}));
  if (shown.value.startsWith("term:") && !terms.some((tab) => tab.id === shown.value)) terms.push({id: shown.value, label: "Terminal"});
  const list: Tab[] = [{id: "output", label: "Output"}, {id: "problems", label: count ? `Problems ${count}` : "Problems"}, ...terms, {id: "preview", label: "Preview"}];
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
