// What stands above both pages of Changes: the branch, how far it is from its upstream, pull and push
// with their progress, and the help when something is in the way.
import {html, live, nothing, signal, type TemplateResult} from "../../../vendor/lit.js";
import {ApiError, get, post, said} from "../../core/api";
import {on} from "../../core/live";
import {go, route} from "../../core/router";
import {git, gitError, readGit} from "../../core/store";
import {bytes} from "../../core/time";
import {act, barred, failure, progressBar} from "../../parts/bits";
import {confirm} from "../../parts/dialog";
import {icon} from "../../parts/icons";
import {toast} from "../../parts/toast";

interface Progress {
  operation: string;
  phase?: string;
  objects?: number;
  total?: number;
  bytes?: number;
}

const working = signal(""); // the operation that this page asked for
const progress = signal<Progress | undefined>(undefined);
const inTheWay = signal<{operation: string; text: string; remote: string; paths: string[]} | undefined>(undefined);
const again: Record<string, string> = {pull: "pull", push: "push", checkout: "switch"};
const branches = signal<{name: string; current: boolean; remote: boolean}[]>([]);

on("git", (data) => {
  if (data.operation) progress.value = data.phase === "done" || data.phase === "failed" ? undefined : data;
});

export async function readBranches(): Promise<void> {
  const answer = await get<{branches: {name: string; current: boolean; remote: boolean}[]}>("/api/git/branches").catch(() => undefined);
  branches.value = answer?.branches.filter((branch) => !branch.remote) ?? [];
}

// What the remote's hooks said, without git's own counting.
function hooksSaid(words: unknown): string {
  const lines = [words].flat().join("\n").split(/[\r\n]+/);
  return lines.filter((line) => line.trim() && !/^(Enumerating|Counting|Compressing|Total|Receiving|Resolving|Writing)\b/.test(line)).join("\n");
}

// Ask for OPERATION; DONE is told when it went well.
export async function operate(operation: string, body: unknown, done: (answer: any) => string): Promise<boolean> {
  working.value = operation;
  inTheWay.value = undefined;
  try {
    toast(done(await post<any>(`/api/git/${operation}`, body)), "ok");
    return true;
  } catch (error) {
    const body = error instanceof ApiError ? error.body : {};
    inTheWay.value = {
      operation, text: said(error), remote: hooksSaid(body.said),
      paths: Array.isArray(body.in_the_way) ? body.in_the_way.map(String) : [],
    };
    return false;
  } finally {
    working.value = "";
    progress.value = undefined;
    void readGit();
  }
}

export const isWorking = () => working.value !== "";

// Bring the difference of PATH into view, when it is there or comes within the next second.
export function showDiff(path: string, patience = 20): void {
  const found = document.getElementById(`diff-${path}`);
  if (found) found.scrollIntoView({block: "start"});
  else if (patience) setTimeout(() => showDiff(path, patience - 1), 50);
}

function progressLine(): TemplateResult | typeof nothing {
  if (!working.value && !progress.value) return nothing;
  const it = progress.value;
  const part = it?.total ? (it.objects ?? 0) / it.total : undefined;
  const text = [it?.operation ?? working.value, it?.phase, it?.total ? `${it.objects ?? 0} of ${it.total} objects` : "", it?.bytes ? bytes(it.bytes) : ""].filter(Boolean).join(" · ");
  return html`<div class="git-progress" role="status"><span>${text}…</span>${progressBar(part, text)}</div>`;
}

function help(): TemplateResult | typeof nothing {
  const it = inTheWay.value;
  if (!it) return nothing;
  const status = git.value;
  const isDiverged = !it.paths.length && (status?.ahead ?? 0) > 0 && (status?.behind ?? 0) > 0;
  return html`<div class="banner bad" role="alert">${icon("warning")}<div class="grow"><strong>${it.text}</strong>
    ${it.remote ? html`<p>The remote said:</p><pre class="remote-said">${it.remote}</pre>` : nothing}
    ${it.paths.length ? html`<p>Commit or discard ${it.paths.length === 1 ? "this file" : "these files"}, then ${again[it.operation] ?? "try"} again:</p>
      <ul>${it.paths.map((path) => html`<li><a class="mono" href="/changes" @click=${(event: Event) => {
        event.preventDefault();
        if (route.value.path !== "/changes") go("/changes");
        showDiff(path);
      }}>${path}</a></li>`)}</ul>` : nothing}
    ${isDiverged ? html`<p>Both sides have commits that the other lacks, and nothing has moved. In the terminal or on another machine:
      <code>git pull --rebase</code>, solve what conflicts, then push.</p>` : nothing}
    </div><button @click=${() => { inTheWay.value = undefined; }}>Close</button></div>`;
}

const commitsOf = (count = 0) => `${count} ${count === 1 ? "commit" : "commits"}`;
const distance = (ahead = 0, behind = 0) => `${ahead} ahead, ${behind} behind`;

async function switchTo(branch: string): Promise<void> {
  if (!branch || branch === git.value?.branch) return;
  const text = `The project's files become those of '${branch}'. Runs that go on see them change.`;
  if (await confirm("Switch the branch?", text, `Switch to ${branch}`, false)) await operate("checkout", {branch}, () => `The project is on ${branch} now.`);
  void readBranches();
}

function branchChoice(current: string | undefined): TemplateResult {
  if (branches.value.length < 2) return html`<b class="mono">${current ?? ""}</b>`;
  const why = barred("editor") || (isWorking() ? "Wait for what goes on." : "");
  if (why) return act(current ?? "", () => {}, {why, className: "mono"});
  return html`<select aria-label="Branch" @change=${(event: Event) => void switchTo((event.target as HTMLSelectElement).value)}>
    ${branches.value.map((branch) => html`<option value=${branch.name} .selected=${live(branch.name === current)}>${branch.name}</option>`)}</select>`;
}

export function changesHead(shown: "work" | "log"): TemplateResult {
  const status = git.value;
  const tab = (id: string, path: string, text: string) => html`<a href=${path} aria-current=${id === shown ? "page" : nothing}>${text}</a>`;
  const none = status?.upstream ? "" : "It follows no branch of a remote repository yet: git.remote in .pirun.yaml names one, and the first push or pull does the rest.";
  return html`<div class="page-head"><h1>Changes</h1>
      ${status ? html`<span class="dim">on</span> ${status.detached ? html`<b>no branch</b>` : branchChoice(status.branch)}
        <span class="dim">${status.upstream ? `${distance(status.ahead, status.behind)} of ${status.upstream}` : ""}</span>` : nothing}
      <span class="pull-push">${act(status?.behind ? `Pull ${status.behind}` : "Pull", () => void operate("pull", {}, (answer) => answer?.up_to_date ? "Everything is here already." : `Pulled ${commitsOf(answer?.commits)}.`), {role: "editor", icon: "download", why: isWorking() ? "Wait for what goes on." : "", kind: status?.behind && !status.ahead ? "primary" : ""})}
      ${act(status?.ahead ? `Push ${status.ahead}` : "Push", () => void operate("push", {}, () => "Pushed."), {role: "editor", icon: "upload", why: isWorking() ? "Wait for what goes on." : "", kind: status?.ahead ? "primary" : ""})}</span></div>
    ${progressLine()}${help()}
    ${gitError.value ? failure(gitError.value, () => void readGit()) : nothing}
    ${none && status && !gitError.value ? html`<p class="dim">${none}</p>` : nothing}
    <nav class="subnav" aria-label="Changes">${tab("work", "/changes", `Work tree${status ? ` ${status.files.length}` : ""}`)}${tab("log", "/changes/log", "History")}</nav>`;
}
