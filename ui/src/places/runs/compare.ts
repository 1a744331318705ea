// Two runs beside each other: what was asked, which files and packages they saw, how they ended. The
// server compares; values of variables are not told.
import "../../parts/shell";
import {html, nothing, signal, type TemplateResult} from "../../../vendor/lit.js";
import {get, said} from "../../core/api";
import {duration} from "../../core/time";
import type {Row, State} from "../../core/types";
import {failure, skeleton, when} from "../../parts/bits";
import {diffFile} from "../../parts/diff";
import {filesOfPatch} from "../../parts/patch";
import {shortId, status} from "../../parts/status";

interface Side {
  run_id: string;
  state: State;
  script?: string;
  reason?: string;
  started_at?: string;
  took_ms?: number;
}
interface Names {
  is_known?: boolean;
  added: string[];
  removed: string[];
  changed: (string | {name: string; a: string; b: string})[];
}
interface Comparison {
  a: Side;
  b: Side;
  is_same: boolean;
  changes: {what: string; a?: unknown; b?: unknown}[];
  variables: Names;
  packages: Names;
  files: {is_known: boolean; is_same?: boolean; why?: string; count?: number; list?: {path: string; status: string; additions: number; deletions: number}[]; patch?: string};
}

const both = signal<Comparison | undefined>(undefined);
const problem = signal("");
let asked = "";

export function enterCompare(pair: string): void {
  if (pair === asked && both.value) return;
  asked = pair;
  both.value = undefined;
  void read(pair);
}

async function read(pair: string): Promise<void> {
  const [a, b] = pair.split("..");
  try {
    const answer = await get<Comparison>("/api/run/diff", {a, b, patch: true});
    if (asked === pair) both.value = answer;
    problem.value = "";
  } catch (error) {
    problem.value = said(error);
  }
}

function head(side: Side): TemplateResult {
  return html`<a class="mono" href="/runs/${side.run_id}">${side.script ?? "(inline code)"} ${shortId(side.run_id)}</a><br>
    ${status({id: side.run_id, state: side.state, reason: side.reason} as Row)}
    <span class="dim">${side.took_ms === undefined ? "" : duration(side.took_ms)} ${when(side.started_at)}</span>`;
}

const text = (value: unknown) =>
  (value === undefined || value === null ? "" : Array.isArray(value) ? value.map(String).join(" ") : typeof value === "object" ? JSON.stringify(value) : String(value));

function row(what: string, a: unknown, b: unknown): TemplateResult {
  return html`<tr><th scope="row">${what}</th><td class="mono">${text(a)}</td><td class="mono">${text(b)}</td></tr>`;
}

function names(what: string, list: Names | undefined): (TemplateResult | typeof nothing)[] {
  if (!list) return [];
  return [
    list.removed.length ? row(`${what} only left`, list.removed, "") : nothing, list.added.length ? row(`${what} only right`, "", list.added) : nothing,
    ...list.changed.map((one) => (typeof one === "string" ? row(`${what} that differ`, one, one) : row(one.name, one.a, one.b))),
  ];
}

function files(it: Comparison["files"]): TemplateResult | typeof nothing {
  if (!it.is_known) return html`<h2>Files</h2><p class="dim">${it.why ?? "It is not known which files they saw."}</p>`;
  if (it.is_same) return html`<h2>Files</h2><p class="dim">Both saw the same files.</p>`;
  const parts = it.patch ? filesOfPatch(it.patch) : [];
  return html`<h2>Files ${it.count ?? ""}</h2>${parts.length ? parts.map((file) => diffFile(file))
    : html`<ul class="plain">${(it.list ?? []).map((file) => html`<li class="mono">${file.status} ${file.path} <span class="added">+${file.additions}</span> <span class="removed">−${file.deletions}</span></li>`)}</ul>`}`;
}

export function compareView(): TemplateResult {
  const it = both.value;
  if (!it) return html`<h1>Compare runs</h1>${problem.value ? failure(problem.value, () => void read(asked)) : skeleton()}`;
  const rows = [...it.changes.map((one) => row(one.what, one.a, one.b)), ...names("variables", it.variables), ...names("packages", it.packages)].filter((one) => one !== nothing);
  return html`<div class="page-head"><a href="/runs">Runs</a><span class="dim">/</span><h1>Compare runs</h1></div>
    <table class="compare"><thead><tr><th scope="col">What</th><th scope="col">${head(it.a)}</th><th scope="col">${head(it.b)}</th></tr></thead>
    <tbody>${rows.length ? rows : html`<tr><td colspan="3">They were asked for alike, with the same packages.</td></tr>`}</tbody></table>${files(it.files)}`;
}
