// Home: what goes on now, what needs a person, how it went lately, how the machine is.
import "../parts/shell";
import {batch, effect, html, nothing, signal, type TemplateResult} from "../../vendor/lit.js";
import {get, said} from "../core/api";
import {on} from "../core/live";
import {queue, refresh, rows, stats} from "../core/store";
import {bytes, clockTime, duration} from "../core/time";
import type {Row} from "../core/types";
import {act, empty, failure, skeleton, when} from "../parts/bits";
import {chart} from "../parts/chart";
import {icon} from "../parts/icons";
import {runRow} from "./runs/list";
import {openRunDialog} from "./runs/start";
import type {Place} from "./place";

interface Hour {
  at: string;
  succeeded: number;
  failed: number;
  p50_ms?: number;
  p95_ms?: number;
  wait_p95_ms?: number;
}
interface Attention {
  kind: "failing" | "bad";
  id?: string;
  name?: string;
  script?: string;
  run_id?: string;
  since_run_id?: string;
  reason_text?: string;
  error?: string;
  at?: string;
  ended_at?: string;
}
interface Summary {
  running: number;
  waiting: number;
  slots: number;
  failed_24h: number;
  succeeded_7d: number;
  ended_7d: number;
  hours: Hour[];
  attention: Attention[];
}
interface Machine {
  now: {memory?: {total_kb: number; available_kb: number}; disk?: {total_bytes: number; free_bytes: number}; temperature_c?: number; throttled?: unknown};
  history: {step_s: number; cpu_percent: (number | null)[]; memory_percent: (number | null)[]; temperature_c: (number | null)[]};
}

const summary = signal<Summary | undefined>(undefined);
const machine = signal<Machine | undefined>(undefined);
const recent = signal<Row[] | undefined>(undefined);
const problem = signal("");
let ends: (() => void)[] = [];

async function read(): Promise<void> {
  try {
    const [one, two, list] = await Promise.all([
      get<Summary>("/api/summary", {hours: 24}), get<Machine>("/api/machine", {minutes: 60}), get<{runs: Row[]}>("/api/runs", {limit: 6}),
    ]);
    batch(() => {
      summary.value = one;
      machine.value = two;
      recent.value = list.runs;
      problem.value = "";
    });
  } catch (error) {
    problem.value = said(error);
  }
}

let soon = 0;
const later = () => {
  clearTimeout(soon);
  soon = window.setTimeout(() => void read(), 1000);
};

function tile(name: string, value: TemplateResult | string, link = ""): TemplateResult {
  const body = html`<span class="dim">${name}</span><span class="big">${value}</span>`;
  return link ? html`<a class="card tile" href=${link}>${body}</a>` : html`<div class="card tile">${body}</div>`;
}

function tiles(it: Summary): TemplateResult {
  const live = queue.value ?? it;
  const used = stats.value?.memory ?? machine.value?.now.memory;
  const cpus = machine.value?.history.cpu_percent.filter((value) => value !== null) ?? [];
  const cpu = stats.value?.cpu_percent ?? cpus[cpus.length - 1];
  return html`<div class="cards">${tile("Running", html`${live.running} <small class="dim">/ ${live.slots}</small>`, "/runs?state=running")}
    ${tile("Waiting", String(live.waiting), "/runs?state=queued")}${tile("Failed, 24 h", String(it.failed_24h), "/runs?state=failed")}
    ${tile("Success, 7 d", it.ended_7d ? `${Math.round(100 * it.succeeded_7d / it.ended_7d)} %` : "–")}
    ${tile("CPU · memory", html`${cpu == null ? "–" : `${Math.round(cpu)} %`} <small class="dim">· ${used ? bytes((used.total_kb - used.available_kb) * 1024) : "–"}</small>`, "/settings/machine")}</div>`;
}

function attention(list: Attention[]): TemplateResult | typeof nothing {
  if (!list.length) return nothing;
  return html`<h2>Needs attention</h2><ul class="rows">${list.map((one) => html`<li class="run-row"><a class="row-link attention" href=${one.kind === "bad" ? "/runs/inbox" : `/runs/${one.run_id}`}>
    <span class="status bad">${icon("cross")}${one.kind === "bad" ? "Refused" : "Failing"}</span><span class="mono ellipsis run-title">${one.script ?? one.name}</span>
    <span class="ellipsis">${one.kind === "bad" ? one.error : one.reason_text}</span><span class="dim run-when">${when(one.at ?? one.ended_at)}</span></a></li>`)}</ul>`;
}

function charts(it: Summary): TemplateResult {
  const labels = it.hours.map((hour) => clockTime(hour.at));
  const history = machine.value?.history;
  const stepped = history ? history.cpu_percent.map((_, index) => clockTime(Date.now() - (history.cpu_percent.length - 1 - index) * history.step_s * 1000)) : [];
  return html`<div class="charts">
    ${chart({id: "runs", title: "Runs per hour", kind: "bars", isCount: true, labels, text: (value) => String(Math.round(value * 10) / 10), series: [
      {name: "succeeded", colour: "--ok", values: it.hours.map((hour) => hour.succeeded)}, {name: "failed", colour: "--bad", values: it.hours.map((hour) => hour.failed)}]})}
    ${chart({id: "duration", title: "Duration", kind: "lines", labels, text: duration, series: [
      {name: "half below", colour: "--run", values: it.hours.map((hour) => hour.p50_ms)}, {name: "95 % below", colour: "--cancel", values: it.hours.map((hour) => hour.p95_ms)}]})}
    ${chart({id: "wait", title: "Wait in the queue, 95 % below", kind: "lines", labels, text: duration, series: [{name: "wait", colour: "--warn", values: it.hours.map((hour) => hour.wait_p95_ms)}]})}
    ${history ? chart({id: "machine", title: "CPU and memory", kind: "lines", labels: stepped, top: 100, text: (value) => `${Math.round(value)} %`, series: [
      {name: "CPU", colour: "--run", values: history.cpu_percent}, {name: "memory", colour: "--cancel", values: history.memory_percent}]}) : nothing}</div>`;
}

function latest(): TemplateResult {
  const known = recent.value ?? [];
  const told = rows.value;
  const ids = new Set(known.map((row) => row.id));
  const fresh = [...told.values()].filter((row) => !ids.has(row.id) && (row.seq ?? 0) > (known[0]?.seq ?? 0)).reverse();
  const all = [...fresh, ...known.map((row) => ({...row, ...told.get(row.id)}))].slice(0, 6);
  return all.length ? html`<ul class="rows">${all.map((row) => runRow(row))}</ul>`
    : empty(html`No runs yet. Drop a job file into <code>var/spool/</code>, or run a script.`, act("Run a script…", () => void openRunDialog(), {role: "runner"}));
}

export const place: Place = {
  title: () => "Home",
  enter() {
    void read();
    if (!ends.length) ends = [on("run", later), on("spool", later), effect(() => { if (refresh.value) void read(); }), every(60_000)];
  },
  leave() {
    ends.forEach((end) => end());
    ends = [];
  },
  view() {
    const it = summary.value;
    return html`<div class="page-head"><h1>Home</h1><span class="grow"></span>${act("Run a script…", () => void openRunDialog(), {role: "runner", kind: "primary"})}</div>
      ${problem.value ? failure(problem.value, () => void read()) : nothing}
      ${it ? html`${tiles(it)}${attention(it.attention)}<h2>Recent runs</h2>${latest()}<h2>The last 24 hours</h2>${charts(it)}` : problem.value ? nothing : skeleton(10)}`;
  },
};

function every(ms: number): () => void {
  const timer = window.setInterval(() => { if (!document.hidden) void read(); }, ms);
  return () => clearInterval(timer);
}
