// The history: commits in pages, and what one of them changed.
import {batch, computed, effect, html, nothing, signal, untracked, type TemplateResult} from "../../../vendor/lit.js";
import {get, said} from "../../core/api";
import {setQuery, type Route} from "../../core/router";
import {git} from "../../core/store";
import type {GitCommit} from "../../core/types";
import {act, copyButton, empty, failure, skeleton, when} from "../../parts/bits";
import {diffFile, type Diff} from "../../parts/diff";
import {changesHead, readBranches} from "./head";

const commits = signal<GitCommit[] | undefined>(undefined);
const next = signal<number | undefined>(undefined);
const shown = signal<{id: string; diff?: Diff} | undefined>(undefined);
const problem = signal("");

async function read(skip = 0): Promise<void> {
  try {
    const page = await get<{commits: GitCommit[]; next?: number}>("/api/git/log", {limit: 50, skip});
    const known = commits.value ?? [];
    const seam = skip ? -1 : page.commits.findIndex((commit) => commit.id === known[0]?.id);
    batch(() => {
      if (seam >= 0) { // further pages stay
        commits.value = [...page.commits.slice(0, seam), ...known];
        if (next.value !== undefined) next.value += seam;
      } else {
        commits.value = skip ? [...known, ...page.commits] : page.commits;
        next.value = page.next;
      }
      problem.value = "";
    });
  } catch (error) {
    problem.value = said(error);
  }
}

async function show(id: string): Promise<void> {
  if (shown.value?.id === id) return;
  shown.value = {id};
  try {
    const diff = await get<Diff>("/api/git/diff", {to: id});
    if (shown.value?.id === id) shown.value = {id, diff};
  } catch (error) {
    problem.value = said(error);
  }
}

let end: (() => void) | undefined;

// New commits appear as they are made.
export function enterLog(route: Route): void {
  if (!end) {
    const head = computed(() => git.value?.head);
    end = effect(() => {
      void head.value;
      untracked(() => void read());
    });
    void readBranches();
  }
  const at = route.query.get("at");
  if (at) void show(at);
  else shown.value = undefined;
}

export function leaveLog(): void {
  end?.();
  end = undefined;
}

function row(commit: GitCommit): TemplateResult {
  return html`<li><a class="commit-row" href="/changes/log?at=${commit.id}" aria-current=${commit.id === shown.value?.id ? "true" : nothing}>
    <span class="ellipsis">${commit.subject}</span><span class="dim">${commit.author.name}, ${when(commit.at)}</span>
    <code>${commit.id.slice(0, 8)}</code></a></li>`;
}

function one(): TemplateResult | typeof nothing {
  const it = shown.value;
  if (!it) return nothing;
  const commit = commits.value?.find((other) => other.id === it.id);
  return html`<section class="changes-diffs"><div class="toolbar"><h2 class="ellipsis">${commit?.subject ?? it.id.slice(0, 12)}</h2>
      <code>${it.id.slice(0, 12)}</code>${copyButton(it.id, "Copy the commit's id")}<span class="grow"></span>
      ${act("Close", () => setQuery({at: ""}), {kind: "quiet"})}</div>
    ${commit?.body ? html`<pre class="file-text" tabindex="0">${commit.body}</pre>` : nothing}
    ${it.diff ? it.diff.files.map((file) => diffFile(file)) : skeleton()}</section>`;
}

export function logView(route: Route): TemplateResult {
  void route;
  const all = commits.value;
  return html`${changesHead("log")}${problem.value ? failure(problem.value, () => void read()) : nothing}
    ${!all ? skeleton() : all.length === 0 ? empty("No commit yet.")
      : html`<div class=${shown.value ? "changes" : ""}><div class="commit-list"><ul class="plain">${all.map(row)}</ul>
        ${next.value !== undefined ? html`<p class="more">${act("Load more", () => void read(next.value))}</p>` : nothing}</div>${one()}</div>`}`;
}
