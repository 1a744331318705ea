// One run: each fact once, and its output with most of the height.
import {batch, html, nothing, signal, type TemplateResult} from "../../../vendor/lit.js";
import {get, post, said, url} from "../../core/api";
import {bind} from "../../core/keys";
import {on} from "../../core/live";
import {go, pathTo, setHash, type Route} from "../../core/router";
import {isNarrow} from "../../core/screen";
import {me, projectPath, rows} from "../../core/store";
import {bytes, duration, now} from "../../core/time";
import type {Run} from "../../core/types";
import {act, copyButton, failure, skeleton, tabs, when} from "../../parts/bits";
import {icon} from "../../parts/icons";
import {LogView} from "../../parts/log";
import type {LineContext} from "../../parts/log_line";
import {isOver, outcome, shortId, status, took} from "../../parts/status";
import {toast} from "../../parts/toast";
import {quote} from "./words";
import {cancelRun} from "./list";
import {logBar} from "./log_bar";
import {openRunDialog} from "./start";

const record = signal<Run | undefined>(undefined);
const usual = signal<number | undefined>(undefined); // ms
const problem = signal("");
const log = signal<LogView | undefined>(undefined);
const tab = signal("log");
let shownId = "";
let seenTree = 0; // timer: which files a run saw is known a little after its end
let stop: (() => void)[] = [];

const merge = (run: Run) => { record.value = {...record.value, ...run}; };

async function read(id: string): Promise<void> {
  try {
    const asked = get<Run>("/api/run/status", {run_id: id});
    if (!log.value && isWhole(id)) openLog(id, asked.then(contextOf)); // both are asked for at once
    const run = await asked;
    if (shownId !== id) return;
    if (run.id !== id) return go(`/runs/${run.id}${location.hash}`, {replace: true});
    batch(() => {
      record.value = run;
      problem.value = "";
    });
    if (!log.value) openLog(run.id, contextOf(run));
    void readUsual(run);
    if (isOver(run) && !run.tree && !run.commit) waitForTree(id);
  } catch (error) {
    if (shownId !== id) return;
    if (!record.value) closeLog();
    problem.value = said(error);
  }
}

function waitForTree(id: string): void {
  clearTimeout(seenTree);
  seenTree = window.setTimeout(() => { if (shownId === id && Date.now() - Date.parse(record.value?.ended_at ?? "") < 20_000) void read(id); }, 2000);
}

async function readUsual(run: Run): Promise<void> {
  if (!run.job?.script) return;
  const answer = await get<{p50_ms?: number}>("/api/run/usual", {script: run.job.script}).catch(() => undefined);
  usual.value = answer?.p50_ms;
}

const isWhole = (id: string) => id.length === 36;
const contextOf = (run: Run): LineContext => ({root: projectPath(), commit: run.commit ?? (run.tree?.is_dirty ? "" : run.tree?.commit ?? "")});

function closeLog(): void {
  log.value?.close();
  log.value = undefined;
}

function openLog(id: string, context: LineContext | Promise<LineContext>): void {
  const line = Number(/^L(\d+)$/.exec(location.hash.slice(1))?.[1] ?? 0);
  log.value = new LogView({
    run: id,
    context,
    atLine: line || undefined,
    onState: merge,
    onEnd: (last) => {
      if (last?.id) merge(last);
      void read(id);
    },
  });
}

export function enterRun(id: string, route: Route): void {
  if (id === shownId) {
    const line = Number(/^L(\d+)$/.exec(route.hash)?.[1] ?? 0);
    if (line) void log.value?.openAt(line);
    return;
  }
  leaveRun();
  shownId = id;
  stop = [
    on("run", (row) => { if (row.id === shownId && record.value) merge(row); }),
    on("hello", () => void read(id)),
    bind("Run", [
      {keys: "f", label: "Follow on or off", run: () => log.value?.setFollowing(!log.value.isFollowing.value)},
      {keys: "e", label: "First error", run: () => void firstError()},
      {keys: "Home", label: "Start of the output", run: () => log.value?.toStart()},
      {keys: "End", label: "End of the output", run: () => log.value?.toEnd()},
      {keys: "/", label: "Find in the output", run: () => document.getElementById("log-find")?.focus()},
      {keys: "r", label: "Run again", run: () => void again()},
      {keys: "x", label: "Cancel", run: () => { if (record.value && !isOver(record.value)) void cancelRun(record.value); }},
    ]),
  ];
  void read(id);
}

export function leaveRun(): void {
  for (const end of stop) end();
  stop = [];
  clearTimeout(seenTree);
  closeLog();
  batch(() => {
    record.value = usual.value = undefined;
    problem.value = "";
    tab.value = "log";
  });
  shownId = "";
}

export const runTitle = () => (record.value ? `${record.value.state} ${titleOf(record.value)}` : "Run");
const titleOf = (run: Run) => run.job?.script ?? run.title ?? "(inline code)";

export async function firstError(): Promise<void> {
  const answer = await get<{line: number | null}>("/api/run/log", {run_id: shownId, find_error: true}).catch(() => undefined);
  if (answer?.line) {
    setHash(`L${answer.line}`);
    void log.value?.openAt(answer.line);
  } else {
    toast("No error is seen in the output.");
  }
}

// With the files as they are now; EXACT: with those that this run saw.
async function again(exact = false): Promise<void> {
  try {
    const answer = await post<{run_id: string}>("/api/run/rerun", exact ? {run_id: shownId, exact: true} : {run_id: shownId});
    go(`/runs/${answer.run_id}`);
  } catch (error) {
    toast(said(error), "bad");
  }
}

function buttons(run: Run): TemplateResult {
  const script = run.job?.script;
  if (!isOver(run)) {
    return html`${act("Cancel", () => void cancelRun({id: run.id, title: titleOf(run)}), {role: "runner", kind: "danger"})}
      ${script ? html`<a class="button" href=${pathTo("/code", script)}>Open script</a>` : nothing}`;
  }
  const more = script ? html`${act("Run again with changes…", () => void openRunDialog({script, args: run.job.args ?? [], job: run.job}), {role: "runner"})}
    <a class="button" href=${pathTo("/code", script)}>Open script</a>` : nothing;
  const exact = run.tree?.commit || run.commit ? act("Run again with the very same files", () => void again(true), {role: "runner"}) : nothing;
  const hidden = isNarrow.value ? html`${more}${exact}` : exact;
  return html`${act("Run again", () => void again(), {role: "runner", kind: "primary"})}${isNarrow.value ? nothing : more}
    ${exact !== nothing || (isNarrow.value && script) ? html`<details class="menu"><summary aria-label="More to do with this run">${icon("more")}</summary>
      <div class="menu-list">${hidden}</div></details>` : nothing}`;
}

const whyText = (run: Run) => (typeof run.why === "string" ? run.why : run.why?.text ?? "");

function fact(name: string, value: TemplateResult | string | undefined): TemplateResult | typeof nothing {
  return value ? html`<span class="fact"><span class="dim">${name}</span> ${value}</span>` : nothing;
}

function facts(run: Run): TemplateResult {
  const args = (run.job?.args ?? []).map(quote).join(" ");
  const cpu = run.usage ? run.usage.cpu_user_ms + run.usage.cpu_system_ms : undefined;
  const commit = run.commit ?? run.tree?.commit;
  const time = took(run, now.value);
  return html`<div class="facts">
    ${fact("Args", args ? html`<code class="ellipsis">${args}</code>` : undefined)}
    ${fact("By", html`<span><b>${run.submitted_by ?? "?"}</b>, ${run.source}</span>`)}
    ${fact("Commit", commit ? html`<a class="mono" href="/changes/log?at=${commit}">${commit.slice(0, 8)}</a>${run.tree?.branch ? html` on <b>${run.tree.branch}</b>` : ""}${run.tree?.is_dirty ? html` <span class="dim">and what was not committed</span>` : ""}` : undefined)}
    ${fact(run.started_at ? "Started" : "Queued", when(run.started_at ?? run.queued_at) as TemplateResult)}
    ${fact("Took", time ? html`<b>${time}</b>${usual.value ? html` <span class="dim">(usually ${duration(usual.value)})</span>` : ""}` : undefined)}
    ${fact("CPU", cpu === undefined ? undefined : html`<b>${duration(cpu)}</b>`)}
    ${fact("Peak", run.usage ? html`<b>${bytes(run.usage.max_rss_kb * 1024)}</b>` : undefined)}
    ${fact("Ended", outcome(run) ? html`<b>${outcome(run)}</b>` : undefined)}</div>`;
}

function expected(run: Run): TemplateResult | typeof nothing {
  if (run.state !== "running" || !run.started_at || !usual.value) return nothing;
  const part = (now.value - Date.parse(run.started_at)) / usual.value;
  return html`<div class="expected ${part > 1.2 ? "over" : ""}" role="progressbar" aria-label="Time against the usual time"
    aria-valuemin="0" aria-valuemax="100" aria-valuenow=${Math.min(100, Math.max(0, Math.round(part * 100)))}>
    <div .style=${`width:${Math.min(100, Math.max(0, part * 100))}%`}></div></div>`;
}

function detail(name: string, value: unknown): TemplateResult | typeof nothing {
  if (value === undefined || value === null || value === "" || (Array.isArray(value) && !value.length)) return nothing;
  const text = Array.isArray(value) ? value.join(", ") : typeof value === "object" ? JSON.stringify(value, null, 1) : String(value);
  return html`<tr><th scope="row">${name}</th><td class="mono">${text}</td></tr>`;
}

function details(run: Run): TemplateResult {
  const {script, code, args, env, labels, key, ...rest} = run.job ?? {};
  void args;
  return html`<div class="details" id="panel-details" role="tabpanel" aria-labelledby="tab-details" tabindex="0"><table><tbody>
    ${detail("Run", run.id)}${detail("Script", script)}${detail("Code", code)}${detail("Attempt", run.attempt)}
    ${detail("Key", key)}${detail("Labels", labels)}${detail("Variables", env && Object.keys(env))}
    ${detail("Time limit", run.timeout_ms && duration(run.timeout_ms))}${detail("Environment", run.environment)}${detail("Python", run.python)}
    ${detail("Machine", run.host)}${detail("Further of the job", Object.keys(rest).length > 1 ? rest : undefined)}
    ${detail("Output", run.output && `${bytes(run.output.bytes)}, ${run.output.lines ?? "?"} lines${run.output.dropped ? `, ${bytes(run.output.dropped)} not kept` : ""}`)}
    ${detail("Confined", run.sandbox?.level)}${detail("In force", run.sandbox?.in_force)}${detail("Missing", run.sandbox?.missing)}
    ${detail("Note", run.note)}${detail("Files", run.tree && (run.tree.why ?? `commit ${run.tree.commit}${run.tree.is_dirty ? `, ${run.tree.files ?? "some"} not committed` : ""}${run.tree.is_late ? ", some changed after the start" : ""}`))}
    ${detail("Submitted", run.submitted_at)}${detail("Queued", run.queued_at)}${detail("Started", run.started_at)}${detail("Ended", run.ended_at)}
    </tbody></table></div>`;
}

function body(run: Run): TemplateResult {
  if (tab.value === "details") return details(run);
  const view = log.value;
  if (!view) return skeleton(10);
  return html`<div id="panel-log" class="log-panel" role="tabpanel" aria-labelledby="tab-log">
    ${logBar(view, {raw: url("/api/run/log", {run_id: run.id, download: true}), onError: () => void firstError()})}
    ${view.element}${run.state === "queued" ? html`<p class="why" role="status">${whyText(run) || "It waits for its turn."}</p>` : nothing}</div>`;
}

export function runView(): TemplateResult {
  const base = record.value;
  if (!base) return problem.value ? html`<div class="pad"><h1>Run</h1>${failure(problem.value, () => void read(shownId))}</div>` : html`<div class="pad"><h1>Run</h1>${skeleton(10)}</div>`;
  const told = rows.value.get(base.id);
  const run = told && isOver(told) && !isOver(base) ? {...base, ...told} : base;
  void me.value;
  return html`<div class="run-head"><div class="run-title-line">
      <a href="/runs">Runs</a><span class="dim">/</span><h1 class="mono ellipsis">${titleOf(run)}</h1>
      <span class="dim mono">${shortId(run.id)}</span>${copyButton(run.id, "Copy the run's id")}${status(run)}
      <span class="grow"></span><span class="run-buttons">${buttons(run)}</span></div>
    ${expected(run)}${problem.value ? failure(problem.value, () => void read(shownId)) : nothing}
    <div class="run-under">${facts(run)}${tabs("Run", [{id: "log", label: "Log", panel: "panel-log"}, {id: "details", label: "Details", panel: "panel-details"}], tab.value,
      (id) => { tab.value = id; })}</div></div>
    ${body(run)}`;
}
