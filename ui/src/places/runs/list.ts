// The list of runs: filters that are in the address, pages of 50, rows that change as the runs do.
// New rows come in by themselves while one is at the top, else they wait behind a button.
import {batch, effect, html, nothing, repeat, signal, type TemplateResult} from "../../../vendor/lit.js";
import {get, post, said} from "../../core/api";
import {bind} from "../../core/keys";
import {go, setQuery, type Route} from "../../core/router";
import {queue, refresh, rows as toldRows} from "../../core/store";
import {now} from "../../core/time";
import type {Row} from "../../core/types";
import {act, copyButton, empty, failure, skeleton, when} from "../../parts/bits";
import {confirm} from "../../parts/dialog";
import {outcome, shortId, status, took} from "../../parts/status";
import {toast} from "../../parts/toast";
import {openRunDialog} from "./start";

interface Page {
  runs: Row[];
  next?: number;
}

const shown = signal<Row[] | undefined>(undefined);
const next = signal<number | undefined>(undefined);
const waiting = signal<Row[]>([]); // new ones that are not shown yet
const problem = signal("");
const isBusy = signal(false);
const chosen = signal<string[]>([]); // to compare
const PAGE_ROWS = 50;
let most = PAGE_ROWS; // rows that are shown: as many as were asked for, however many come
// More rows at once would hold the page up, and nobody can read them: they wait until no more come, and come in by and by.
const AT_ONCE = 8;
const CALM_MS = 300;
const STEP_MS = 50;
let later = 0; // timer: those that wait come in
let asked = "";
let stop: (() => void)[] = [];

const filters = ["state", "source", "q", "label"] as const;
const queryOf = (route: Route) =>
  Object.fromEntries(filters.map((key) => [key, route.query.get(key) ?? ""])) as Record<(typeof filters)[number], string>;

async function read(query: Record<string, string>, before?: number): Promise<void> {
  isBusy.value = true;
  const mine = asked;
  try {
    const page = await get<Page>("/api/runs", {...query, before, limit: PAGE_ROWS});
    if (mine !== asked) return;
    batch(() => {
      shown.value = before === undefined ? page.runs : [...(shown.value ?? []), ...page.runs];
      most = before === undefined ? PAGE_ROWS : most + PAGE_ROWS;
      next.value = page.next;
      if (before === undefined) waiting.value = [];
      problem.value = "";
    });
  } catch (error) {
    problem.value = said(error);
  } finally {
    isBusy.value = false;
  }
}

function fits(row: Row, query: ReturnType<typeof queryOf>): boolean {
  return (!query.state || row.state === query.state) && (!query.source || row.source === query.source) && !query.label
    && (!query.q || (row.title ?? "").toLowerCase().includes(query.q.toLowerCase()));
}

const isAtTop = () => (document.getElementById("main")?.scrollTop ?? 0) < 40;

// The newest first, whichever was told of last.
const rank = (row: Row) => row.seq ?? Number.MAX_SAFE_INTEGER;

// What was told since: rows that are shown become what they are now, new ones come first or wait.
function merge(told: ReadonlyMap<string, Row>, query: ReturnType<typeof queryOf>, isCalm = false): void {
  const list = shown.peek();
  clearTimeout(later);
  if (!list) return;
  const known = new Set(list.map((row) => row.id));
  const fresh = [...told.values()].filter((row) => !known.has(row.id) && fits(row, query)
    && (list[0]?.seq === undefined || row.seq === undefined || row.seq > list[0].seq)).sort((a, b) => rank(b) - rank(a));
  const changed = list.map((row) => (told.has(row.id) ? {...row, ...told.get(row.id)!} : row));
  const coming = isAtTop() ? comingIn(fresh, isCalm) : [];
  batch(() => {
    put([...coming, ...changed]);
    waiting.value = coming.length ? fresh.slice(0, fresh.indexOf(coming[0]!)) : fresh;
  });
  if (waiting.peek().length && isAtTop()) later = window.setTimeout(() => merge(toldRows.peek(), JSON.parse(asked), true), isCalm ? STEP_MS : CALM_MS);
}

function comingIn(fresh: Row[], isCalm: boolean): Row[] {
  if (fresh.length <= AT_ONCE) return fresh;
  return isCalm ? fresh.slice(0, most).slice(-AT_ONCE) : [];
}

// What is pushed out at the end is there again with "Load more".
function put(list: Row[]): void {
  const last = list[most - 1];
  const isCut = list.length > most && last?.seq !== undefined;
  shown.value = isCut ? list.slice(0, most) : list;
  if (isCut) next.value = last.seq;
}

export function enterList(route: Route): void {
  const query = queryOf(route);
  const key = JSON.stringify(query);
  if (key !== asked) {
    asked = key;
    shown.value = undefined;
    void read(query);
  }
  if (stop.length) return;
  stop = [
    effect(() => { merge(toldRows.value, JSON.parse(asked)); }),
    effect(() => { if (refresh.value) void read(JSON.parse(asked)); }),
    bind("Runs", [
      {keys: "j", label: "Next row", run: () => move(1)},
      {keys: "k", label: "Previous row", run: () => move(-1)},
      {keys: "/", label: "Filter", run: () => document.getElementById("runs-q")?.focus()},
    ]),
  ];
}

export function leaveList(): void {
  for (const end of stop) end();
  clearTimeout(later);
  stop = [];
  asked = "";
}

function move(by: number): void {
  const links = [...document.querySelectorAll<HTMLElement>(".run-row .row-link")];
  const at = links.indexOf(document.activeElement as HTMLElement);
  links[Math.max(0, Math.min(links.length - 1, at + by))]?.focus();
}

const states: [string, string][] = [["", "All states"], ["queued", "Queued"], ["running", "Running"], ["succeeded", "Succeeded"],
  ["failed", "Failed"], ["killed", "Killed"]];
const sources: [string, string][] = [["", "All ways in"], ["cli", "Command line"], ["cron", "cron"], ["git", "git push"], ["http", "HTTP"], ["file", "File"]];

function choice(name: string, label: string, options: [string, string][], value: string): TemplateResult {
  return html`<select aria-label=${label} @change=${(event: Event) => setQuery({[name]: (event.target as HTMLSelectElement).value})}>
    ${options.map(([id, text]) => html`<option value=${id} ?selected=${id === value}>${text}</option>`)}</select>`;
}

let typing = 0;
function filterBar(query: ReturnType<typeof queryOf>): TemplateResult {
  const type = (event: Event) => {
    const value = (event.target as HTMLInputElement).value;
    clearTimeout(typing);
    typing = window.setTimeout(() => setQuery({q: value.trim()}), 250);
  };
  return html`<form class="toolbar filters" role="search" aria-label="Filter runs" @submit=${(event: Event) => event.preventDefault()}>
    <input id="runs-q" type="search" placeholder="Script, key or label" aria-label="Script, key or label" .value=${query.q} @input=${type}>
    ${choice("state", "State", states, query.state)}${choice("source", "Way in", sources, query.source)}
    ${query.label ? html`<span class="chip">label ${query.label} <button class="quiet square" type="button" aria-label="Remove the label filter"
      @click=${() => setQuery({label: ""})}>×</button></span>` : nothing}
    ${chosen.value.length === 2 ? html`<a class="button" href="/runs/${[...chosen.value].sort().join("..")}">Compare the two</a>` : nothing}
    <span class="hidden" role="status">${shown.value ? `${shown.value.length} runs shown` : ""}</span></form>`;
}

function toggle(id: string): void {
  const list = chosen.value;
  chosen.value = list.includes(id) ? list.filter((one) => one !== id) : [...list, id].slice(-2);
}

async function order(path: string, id: string, done: string): Promise<void> {
  try {
    await post(path, {run_id: id});
    toast(done, "ok");
  } catch (error) {
    toast(said(error), "bad");
  }
}

export async function cancelRun(row: {id: string; title?: string}): Promise<void> {
  if (await confirm("Cancel this run?", `${row.title ?? "The run"} is told to end; after its grace period it is ended.`, "Cancel the run")) {
    await order("/api/run/cancel", row.id, "The run is being cancelled.");
  }
}

function actions(row: Row): TemplateResult {
  return row.state === "queued" || row.state === "running"
    ? act("Cancel", () => void cancelRun(row), {role: "runner", kind: "quiet"})
    : act("Run again", () => void order("/api/run/rerun", row.id, "It runs again."), {role: "runner", kind: "quiet"});
}

export function runRow(row: Row, withChoice = false): TemplateResult {
  return html`<li class="run-row">
    ${withChoice ? html`<label class="check choose"><input type="checkbox" .checked=${chosen.value.includes(row.id)}
      @change=${() => toggle(row.id)} aria-label="Compare ${row.title ?? ""} ${shortId(row.id)}"></label>` : nothing}
    <a class="row-link" href="/runs/${row.id}">${status(row)}
      <span class="mono ellipsis run-title">${row.title ?? "(unknown script)"}</span>
      <span class="dim mono run-id">${shortId(row.id)}</span>
      <span class="run-outcome ellipsis">${outcome(row)}</span>
      <span class="dim run-by">${row.source ?? ""}</span>
      <span class="run-took">${took(row, now.value)}</span>
      <span class="dim run-when">${when(row.ended_at ?? row.started_at ?? row.queued_at ?? row.submitted_at)}</span></a>
    ${withChoice ? actions(row) : nothing}</li>`;
}

export function runsTabs(shownTab: "list" | "inbox"): TemplateResult {
  const tab = (id: string, path: string, text: string) =>
    html`<a href=${path} aria-current=${id === shownTab ? "page" : nothing}>${text}</a>`;
  return html`<nav class="subnav" aria-label="Runs">${tab("list", "/runs", "History and queue")}${tab("inbox", "/runs/inbox", "Inbox")}</nav>`;
}

function queueLine(): TemplateResult | typeof nothing {
  const it = queue.value;
  if (!it) return nothing;
  const pause = () => orderQueue(it.is_paused ? "/api/queue/resume" : "/api/queue/pause");
  return html`<p class="dim queue-line">${it.running} of ${it.slots} running, ${it.waiting} waiting${it.is_paused ? html`, <strong>paused</strong>` : ""}${it.is_draining ? ", draining" : ""}
    ${act(it.is_paused ? "Resume" : "Pause", () => void pause(), {role: "runner", kind: "quiet"})}</p>`;
}
async function orderQueue(path: string): Promise<void> {
  await post(path, {}).catch((error) => toast(said(error), "bad"));
}

const firstJob = `echo '{"v":1,"script":"scripts/hello.py"}' > var/spool/first.json`;

function list(query: ReturnType<typeof queryOf>): TemplateResult {
  const all = shown.value;
  if (!all) return problem.value ? html`` : skeleton(8);
  if (!all.length) {
    const isFiltered = filters.some((key) => query[key]);
    return isFiltered
      ? empty("No run is like that.", act("Show all runs", () => go("/runs")))
      : empty(html`No runs yet. Drop a job file into <code>var/spool/</code>, or run a script.<br><code>${firstJob}</code>${copyButton(firstJob)}`,
        act("Run a script…", () => void openRunDialog(), {role: "runner", kind: "primary"}));
  }
  return html`<ul class="rows">${repeat(all, (row) => row.id, (row) => runRow(row, true))}</ul>
    ${next.value !== undefined ? html`<p class="more">${act(isBusy.value ? "Loading…" : "Load more", () => void read(query, next.value))}</p>` : nothing}`;
}

function showWaiting(): void {
  document.getElementById("main")?.scrollTo({top: 0});
  batch(() => {
    put([...waiting.value, ...(shown.value ?? [])]);
    waiting.value = [];
  });
}

export function listView(route: Route): TemplateResult {
  const query = queryOf(route);
  return html`<div class="page-head"><h1>Runs</h1><span class="grow"></span>
      ${act("Run a script…", () => void openRunDialog(), {role: "runner", kind: "primary"})}</div>
    ${runsTabs("list")}${queueLine()}${filterBar(query)}
    ${problem.value ? failure(problem.value, () => void read(query)) : nothing}
    ${waiting.value.length ? html`<p class="more">${act(`${waiting.value.length} new ${waiting.value.length === 1 ? "run" : "runs"}`, showWaiting)}</p>` : nothing}
    ${list(query)}`;
}
