// Two runs beside each other: only what differs.
import {html, nothing, signal, type TemplateResult} from "../../../vendor/lit.js";
import {get, said} from "../../core/api";
import type {Run} from "../../core/types";
import {failure, skeleton, when} from "../../parts/bits";
import {shortId, status, took, outcome} from "../../parts/status";
import {now} from "../../core/time";

const both = signal<{a: Run; b: Run; diff?: Record<string, unknown>} | undefined>(undefined);
const problem = signal("");
let asked = "";

export function enterCompare(pair: string): void {
  if (pair === asked && both.value) return;
  asked = pair;
  both.value = undefined;
  void read(pair);
}

async function read(pair: string): Promise<void> {
  const [a, b] = pair.split("..") as [string, string];
  try {
    const [first, second, diff] = await Promise.all([
      get<Run>("/api/run/status", {run_id: a}), get<Run>("/api/run/status", {run_id: b}),
      get<Record<string, unknown>>("/api/run/diff", {a, b}).catch(() => undefined),
    ]);
    if (asked === pair) both.value = {a: first, b: second, diff};
    problem.value = "";
  } catch (error) {
    problem.value = said(error);
  }
}

// Leaves of JSON as "job.args.0" and text.
function leaves(value: unknown, path: string, out: Map<string, string>): Map<string, string> {
  if (value !== null && typeof value === "object") {
    for (const [key, part] of Object.entries(value)) leaves(part, path ? `${path}.${key}` : key, out);
  } else if (value !== undefined) {
    out.set(path, String(value));
  }
  return out;
}

const noise = /^(id|v|seq|why|.*_at$|job\.v$|state$|usage\.)/;

function differences(a: Run, b: Run): [string, string, string][] {
  const left = leaves(a, "", new Map());
  const right = leaves(b, "", new Map());
  return [...new Set([...left.keys(), ...right.keys()])].filter((key) => !noise.test(key) && left.get(key) !== right.get(key))
    .map((key) => [key, left.get(key) ?? "", right.get(key) ?? ""]);
}

function head(run: Run): TemplateResult {
  return html`<a class="mono" href="/runs/${run.id}">${shortId(run.id)}</a><br>${status(run)} ${outcome(run)}<br>
    <span class="dim">${took(run, now.value)}, ${when(run.ended_at ?? run.started_at)}</span>`;
}

export function compareView(): TemplateResult {
  const pair = both.value;
  if (!pair) return html`<h1>Compare runs</h1>${problem.value ? failure(problem.value, () => void read(asked)) : skeleton()}`;
  const all = differences(pair.a, pair.b);
  const patch = pair.diff?.patch ?? pair.diff?.text;
  return html`<div class="page-head"><a href="/runs">Runs</a><span class="dim">/</span><h1>Compare runs</h1></div>
    <table class="compare"><thead><tr><th scope="col">What</th><th scope="col">${head(pair.a)}</th><th scope="col">${head(pair.b)}</th></tr></thead>
    <tbody>${all.length ? all.map(([key, a, b]) => html`<tr><th scope="row" class="mono">${key}</th><td class="mono">${a}</td><td class="mono">${b}</td></tr>`)
      : html`<tr><td colspan="3">They were asked for and confined alike.</td></tr>`}</tbody></table>
    ${typeof patch === "string" && patch ? html`<h2>Files</h2><pre class="file-text" tabindex="0">${patch}</pre>` : nothing}`;
}
