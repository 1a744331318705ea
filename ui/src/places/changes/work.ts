// The work tree: which files differ from the last commit, how, and the commit of some of them.
import {batch, effect, html, nothing, signal, type TemplateResult} from "../../../vendor/lit.js";
import {get, post, said} from "../../core/api";
import {bind} from "../../core/keys";
import {pathTo} from "../../core/router";
import {git, gitError, readGit} from "../../core/store";
import type {GitFile} from "../../core/types";
import {act, barred, empty, failure, skeleton} from "../../parts/bits";
import {confirm} from "../../parts/dialog";
import {diffFile, diffHead, type Diff, type DiffFile} from "../../parts/diff";
import {toast} from "../../parts/toast";
import {changesHead, isWorking, operate, readBranches, showDiff} from "./head";

const diff = signal<Diff | undefined>(undefined);
const problem = signal("");
const left = signal<ReadonlySet<string>>(new Set()); // paths that the commit leaves out
const message = signal("");
const viewed = signal<ReadonlySet<string>>(new Set());
let stop: (() => void)[] = [];
let turn = 0;

async function read(): Promise<void> {
  const mine = ++turn;
  const status = git.value;
  if (!status) return; // not known yet, or no repository
  try {
    const answer = await get<Diff>("/api/git/diff", {from: status.unborn ? undefined : "HEAD", untracked: true});
    if (mine !== turn) return;
    batch(() => {
      diff.value = answer;
      problem.value = "";
    });
  } catch (error) {
    if (mine === turn) problem.value = said(error);
  }
}

export function enterWork(): void {
  if (stop.length) return;
  let soon = 0;
  stop = [
    effect(() => {
      void git.value;
      clearTimeout(soon);
      soon = window.setTimeout(() => void read(), diff.peek() ? 300 : 0);
    }),
    bind("Changes", [
      {keys: "j", label: "Next file", run: () => step(1)},
      {keys: "k", label: "Previous file", run: () => step(-1)},
      {keys: "Ctrl+Enter", label: "Commit", run: () => void commit(), inFields: true},
    ]),
  ];
  void readBranches();
}

export function leaveWork(): void {
  for (const end of stop) end();
  stop = [];
}

function step(by: number): void {
  const links = [...document.querySelectorAll<HTMLElement>(".change-row a")];
  const at = links.indexOf(document.activeElement as HTMLElement);
  const next = links[Math.max(0, Math.min(links.length - 1, at + by))];
  next?.focus();
  if (next?.dataset.path) showDiff(next.dataset.path);
}

const chosen = (files: GitFile[]) => files.filter((file) => !left.value.has(file.path));

async function commit(): Promise<void> {
  const files = chosen(git.value?.files ?? []);
  if (!message.value.trim()) {
    toast("Say what the commit does first.");
    document.getElementById("commit-message")?.focus();
    return;
  }
  if (!files.length) return toast("Choose at least one file.");
  const paths = files.flatMap((file) => (file.from ? [file.from, file.path] : [file.path]));
  const done = await operate("commit", {message: message.value.trim(), paths},
    (answer) => `Committed ${String(answer?.commit ?? "").slice(0, 8)}.`);
  if (done) batch(() => {
    message.value = "";
    viewed.value = new Set();
  });
}

async function discard(path: string): Promise<void> {
  const file = git.value?.files.find((one) => one.path === path);
  const isNew = file?.work === "untracked" || file?.index === "added";
  const effect = file?.from ? `'${file.from}' is called so again, and is as it was in the last commit.`
    : isNew ? `'${path}' is in no commit: it is removed.` : `'${path}' becomes as it was in the last commit.`;
  if (!(await confirm("Discard the changes?", `${effect} This can be undone.`, "Discard"))) return;
  try {
    const answer = await post<{undo: string}>("/api/git/discard", {paths: file?.from ? [file.from, path] : [path]});
    toast(`Discarded the changes of ${path}.`, "ok", {label: "Undo", run: () => void undo(answer.undo)});
  } catch (error) {
    toast(said(error), "bad");
  }
  void readGit();
}

async function undo(id: string): Promise<void> {
  await post("/api/git/undo", {undo: id}).then(() => toast("The changes are back.", "ok"), (error) => toast(said(error), "bad"));
  void readGit();
}

const toggled = (set: ReadonlySet<string>, one: string) => {
  const next = new Set(set);
  if (!next.delete(one)) next.add(one);
  return next;
};

const letters: Record<string, [string, string]> = {
  modified: ["M", "modified"], added: ["A", "added"], untracked: ["A", "new"], deleted: ["D", "deleted"], renamed: ["R", "renamed"],
  typechange: ["T", "of another type"], conflicted: ["!", "conflicted"],
};
export const letterOf = (file: GitFile) => letters[file.work ?? file.index ?? ""] ?? ["?", file.work ?? file.index ?? ""];

function fileRow(file: GitFile): TemplateResult {
  const [letter, word] = letterOf(file);
  return html`<li class="change-row"><label class="check"><input type="checkbox" .checked=${!left.value.has(file.path)}
      aria-label="Commit ${file.path}" @change=${() => { left.value = toggled(left.value, file.path); }}></label>
    <span class="letter-mark ${word}" title=${word} data-letter=${letter}><span class="hidden">${word}</span></span>
    <a class="mono ellipsis" href="#diff-${file.path}" data-path=${file.path} title=${file.from ? `${file.from} → ${file.path}` : file.path} @click=${(event: Event) => {
      event.preventDefault();
      showDiff(file.path);
    }}>${file.path}</a>${file.index && file.index !== "untracked" ? html`<small class="dim staged">${file.work ? "staged in part" : "staged"}</small>` : nothing}</li>`;
}

function commitForm(files: GitFile[]): TemplateResult {
  const count = chosen(files).length;
  const why = barred("editor") || (isWorking() ? "Wait for what goes on." : "");
  return html`<div class="commit-form"><label class="field"><span>Message</span><textarea id="commit-message" rows="3" .value=${message.value}
      @input=${(event: Event) => { message.value = (event.target as HTMLTextAreaElement).value; }}></textarea></label>
    ${act(`Commit ${count} ${count === 1 ? "file" : "files"}`, () => void commit(), {kind: git.value?.ahead || git.value?.behind ? "" : "primary", why, keys: "Ctrl ⏎"})}</div>`;
}

function fileActions({path, status}: DiffFile): TemplateResult {
  return html`<label class="check"><input type="checkbox" .checked=${viewed.value.has(path)}
      @change=${() => { viewed.value = toggled(viewed.value, path); }}>Viewed<span class="hidden"> ${path}</span></label>
    ${status === "deleted" ? nothing : html`<a class="button" href=${pathTo("/code", path)}>Open<span class="hidden"> ${path}</span></a>`}
    ${act("Discard…", () => void discard(path), {role: "editor", kind: "quiet", label: `Discard… ${path}`})}`;
}

function diffs(): TemplateResult {
  const all = diff.value;
  if (!all) return problem.value ? failure(problem.value, () => void read()) : skeleton(8);
  return html`${all.files.map((file) => (viewed.value.has(file.path)
    ? html`<section class="diff-file" id="diff-${file.path}">${diffHead(file, fileActions(file))}</section>`
    : diffFile(file, fileActions(file))))}`;
}

async function init(): Promise<void> {
  await operate("init", {}, () => "The project is a git repository now.");
}

// One template whatever is known, so that the head's buttons stay the same and keep the focus.
export function workView(): TemplateResult {
  return html`${changesHead("work")}${workBody()}`;
}

function workBody(): TemplateResult {
  const status = git.value;
  if (!status) return gitError.value ? act("Make it a repository", () => void init(), {role: "editor"}) : skeleton();
  const {files} = status;
  return files.length === 0 ? empty("Nothing is changed since the last commit.")
    : html`<div class="changes"><div class="changes-side"><h2>Files</h2><ul class="plain">${files.map(fileRow)}</ul>
        ${status.files_left_out ? html`<p class="dim">and ${status.files_left_out} more</p>` : nothing}${commitForm(files)}</div>
      <div class="changes-diffs"><h2 class="hidden">Differences</h2>${diffs()}</div></div>`;
}
