// Code: the tree, the editor with its tabs, the form that runs the file, the panel below.
import "../parts/shell";
import {effect, html, nothing, signal, untracked, type TemplateResult} from "../../vendor/lit.js";
import {connection} from "../core/live";
import {bind} from "../core/keys";
import {pref} from "../core/prefs";
import {pathTo, type Route} from "../core/router";
import {rows} from "../core/store";
import {bytes} from "../core/time";
import {act, barred, empty, failure, tabs} from "../parts/bits";
import {offer, openPalette} from "../parts/palette";
import {split} from "../parts/split";
import {uploadList} from "../parts/uploads";
import {fileBars} from "./code/bars";
import {check} from "./code/check";
import {Editor, type Problem} from "./code/editor";
import type {OpenFile} from "./code/file";
import {bringForward, close, files, firstOf, front, moving, open, openAt, restoreTabs, saveAll, startFiles} from "./code/files";
import {keysRow} from "./code/keys_row";
import {connectLanguage, forgetFailures} from "./code/language";
import * as panelPart from "./code/panel";
import * as form from "./code/run_form";
import {closeTerms} from "./code/terms";
import {filePaths, replaceFile, reveal, startTree, treeView} from "./code/tree";
import type {Place} from "./place";

const treeWidth = pref("tree-width", 250);
const side = signal<"tree" | "editor" | "panel">("editor"); // which one a phone shows
const cursor = signal({line: 1, column: 1});
const host = document.createElement("div");
host.className = "editor-host";
host.dataset.region = ".cm-content";

let editor: Editor | undefined;
let ends: (() => void)[] = [];

function edited(file: OpenFile): void {
  file.edited();
  if (editor?.current === file) check(file.path, editor.view.state.doc.toString(), (list) => found(file.path, "check", list));
}

// Problems of the file in front, from the small check and from a language server. What both say of a
// line is shown once.
const known: Record<"check" | "server", Problem[]> = {check: [], server: []};
function found(path: string, from: keyof typeof known, list: Problem[]): void {
  if (editor?.current?.path !== path) return;
  known[from] = list;
  const lines = new Set(known.server.map((problem) => problem.line));
  const all = [...known.server, ...known.check.filter((problem) => !lines.has(problem.line))].sort((a, b) => a.line - b.line);
  panelPart.problems.value = {path, list: all};
  editor.diagnose(all);
}

// The file in front is loaded: show it.
let shownPath = "";
let shownVersion = 0;
function showFront(): void {
  const file = front.value;
  void files.value; // a file that has another path now
  if (!editor || !file?.isLoaded.value) return;
  if (editor.current !== file || shownPath !== file.path || shownVersion !== file.version.value) {
    if (editor.current !== file) editor.show(file);
    else if (shownPath !== file.path) editor.renamed(file);
    else editor.reset(file);
    shownPath = file.path;
    shownVersion = file.version.value;
    known.check = known.server = [];
    panelPart.problems.value = {path: file.path, list: []};
    check(file.path, editor.view.state.doc.toString(), (list) => found(file.path, "check", list));
    void form.formFor(file.path);
    void connectLanguage(editor, file, (path, list) => found(path, "server", list));
  } else if (file.goTo) {
    editor.goTo(file.goTo);
    file.goTo = 0;
  }
}

const showTab = () => document.querySelector(".editor-head [role=tab][aria-selected=true]")?.scrollIntoView({block: "nearest", inline: "nearest"});

// The run that was started last: its end is told to the form.
let started: {id: string; path: string} | undefined;
function watchStarted(): void {
  const row = started && rows.value.get(started.id);
  if (!row || row.state === "queued" || row.state === "running") return;
  form.ended(started!.path);
  started = undefined;
}

async function run(last = false): Promise<void> {
  const file = front.value;
  if (!file?.path.endsWith(".py") || barred("runner")) return;
  await file.store();
  const id = await (last ? form.runLast(file.path) : form.runNow(file.path));
  if (!id) return;
  panelPart.follow(id, file.path);
  started = {id, path: file.path};
  showSide("panel");
}

function newTerm(): void {
  side.value = "panel";
  void panelPart.openTerm();
}

function toggleTerm(): void {
  side.value = "panel";
  if (panelPart.toggleTerm()) return;
  side.value = "editor";
  editor?.focus();
}

function failedAt(path: string, line: number): void {
  if (editor?.current?.path === path) editor.markFailure(line);
}

function start(): void {
  form.onRun(() => void run());
  editor ??= new Editor(host, {cursor: (line, column) => { cursor.value = {line, column}; }, edited, run: () => void run()});
  panelPart.onFailure(failedAt);
  restoreTabs();
  ends = [
    startTree({open: (path) => { side.value = "editor"; open(path); }, moving}), startFiles(), panelPart.startPanel(),
    effect(showFront), effect(watchStarted), effect(() => { if (front.value) requestAnimationFrame(showTab); }),
    // A server that is back has another language server, too.
    effect(() => { if (connection.value === "live") untracked(() => { forgetFailures(); if (editor?.current) void connectLanguage(editor, editor.current, (path, list) => found(path, "server", list)); }); }),
    effect(() => { if (front.value?.save.value === "saved") void form.formFor(front.value.path, true); }),
    offer((text) => (text.length ? filePaths().map((path) => ({label: path, detail: "file", run: () => open(path)})) : [])),
    bind("Code", [
      {keys: "Ctrl+P", label: "Go to a file", run: () => openPalette(), inFields: true},
      {keys: "Ctrl+S", label: "Save now", run: () => void front.value?.store(), inFields: true},
      {keys: "Ctrl+Enter", label: "Save and run", run: () => void run(), inFields: true, palette: true},
      {keys: "Ctrl+Shift+Enter", label: "Run with the last arguments", run: () => void run(true), inFields: true, palette: true},
      {keys: "Ctrl+`", label: "Show or hide the terminal", run: toggleTerm, inFields: true, palette: true},
      {keys: "Ctrl+Shift+`", label: "New terminal", run: newTerm, inFields: true, palette: true},
      ...Array.from({length: 9}, (_, index) => ({keys: `Alt+${index + 1}`, label: `Tab ${index + 1}`, run: () => openAt(index), inFields: true})),
    ]),
  ];
}

function runButton(file: OpenFile | undefined): TemplateResult | typeof nothing {
  if (!file?.path.endsWith(".py") || file.at) return nothing;
  return html`${form.isHidden() ? act("Arguments", form.openForm, {kind: "quiet"}) : nothing}
    ${act("Run", () => void run(), {kind: "primary", icon: "runs", role: "runner", keys: "Ctrl ⏎"})}`;
}

function fileTabs(): TemplateResult {
  const file = front.value;
  const label = (one: OpenFile) => html`<span class="file-tab" title=${one.path}>${one.name}${one.isDirty ? html`<span class="dot" aria-hidden="true"></span><span class="hidden">, not saved</span>` : nothing}</span>`;
  return html`<div class="editor-head">${files.value.length
    ? tabs("Open files", files.value.map((one) => ({id: one.key, label: label(one), panel: "editor-panel"})), file?.key ?? "", (id) => openAt(files.value.findIndex((one) => one.key === id))) : nothing}
    ${file ? act("", () => void close(file), {icon: "close", label: `Close ${file.name}`, kind: "quiet"}) : nothing}<span class="grow"></span>${runButton(file)}</div>`;
}

function saveWord(file: OpenFile): string {
  if (!file.canEdit) return file.note.value || file.isGone.value ? "Read only" : `Read only. ${file.whyReadOnly}`;
  switch (file.save.value) {
    case "unsaved": return "Unsaved…";
    case "saving": return "Saving…";
    case "saved": return `Saved ${file.savedAt}`;
    case "conflict": return "Not saved: it was changed on the disk";
    case "failed": return `Not saved: ${connection.value === "offline" || file.problem.value === "offline" ? "offline" : file.problem.value}`;
    default: return "Saved";
  }
}

function showProblems(): void {
  panelPart.shown.value = "problems";
  showSide("panel");
}

// On a phone one of the three is seen; else all are.
function showSide(which: typeof side.value): void {
  side.value = which;
  if (which === "panel") panelPart.isOpen.value = true;
}

function statusBar(file: OpenFile): TemplateResult {
  const count = panelPart.problems.value.list.length;
  return html`<div class="status-bar"><span role="status" class=${file.save.value === "failed" || file.save.value === "conflict" ? "wrong" : ""}>${saveWord(file)}</span>
    <span>Ln ${cursor.value.line}, Col ${cursor.value.column}</span><span class="grow"></span><span class="dim hint">Esc then Tab leaves the editor</span>
    ${file.path.endsWith(".py") ? html`<button class="quiet" @click=${showProblems}>${count} ${count === 1 ? "problem" : "problems"}</button>` : nothing}</div>`;
}

function editorBody(file: OpenFile | undefined): TemplateResult {
  if (!file) return empty("Choose a file from the tree, or make a new one there.");
  if (file.problem.value && !file.isLoaded.value) return failure(file.problem.value, () => void file.load());
  return html`${file.note.value ? html`<p class="banner info">${file.note.value} ${file.size.value ? bytes(file.size.value) : ""}
      ${file.at ? html`<a class="button" href=${pathTo("/code", file.path)}>Open as it is now</a>` : html`<a class="button" href=${file.downloadUrl} download>Download</a>`}
      ${file.isBinary ? act("Replace…", () => replaceFile(file.path), {role: "editor"}) : nothing}</p>` : nothing}${fileBars(file)}`;
}

export const place: Place = {
  isFull: true,
  title: () => front.value?.name ?? "Code",
  enter(route: Route) {
    if (!ends.length) start();
    const path = route.parts.slice(1).join("/");
    const line = Number(/^L(\d+)$/.exec(route.hash)?.[1] ?? 0);
    if (path) {
      const file = bringForward(path, route.query.get("at") ?? "", line);
      if (!file.at) reveal(path);
      if (!file.isLoaded.value && !file.at) void file.load();
      showFront();
    } else if (firstOf()) open(firstOf());
    else front.value = undefined;
  },
  leave() {
    ends.forEach((end) => end());
    ends = [];
    void saveAll();
    closeTerms();
  },
  view() {
    const file = front.value;
    return html`<h1 class="hidden">Code</h1><div class="phone-tabs">${tabs("Parts of Code", [{id: "tree", label: "Files"}, {id: "editor", label: "Editor"}, {id: "panel", label: "Panel"}], side.value,
        (id) => showSide(id as typeof side.value))}</div>
      <div class="code" data-side=${side.value} .style=${`--tree-width:${treeWidth.value}px;--form-width:${form.width.value}px`}>
        <aside class="tree-pane" aria-label="Files" data-region="[role=treeitem][tabindex='0']">${treeView(file?.at ? "" : file?.path ?? "")}</aside>
        ${split({label: "Width of the files", size: treeWidth, min: 180, max: 480})}
        <div class="center-pane"><section class="editor-pane" aria-label="Editor">${fileTabs()}${editorBody(file)}
            <div id="editor-panel" class="editor-panel ${file?.isLoaded.value && !file.isBinary ? "" : "gone"}" role="tabpanel" aria-label=${file?.name ?? "No file"}>${host}</div>
            ${file ? statusBar(file) : nothing}${file?.isLoaded.value && file.canEdit ? keysRow(() => editor?.view) : nothing}</section>
          ${panelPart.isOpen.value ? split({label: "Height of the panel", size: panelPart.height, min: 120, max: 640, isAfter: true, isRow: true}) : nothing}
          ${panelPart.panel((line) => { showSide("editor"); editor?.goTo(line); requestAnimationFrame(() => editor?.focus()); })}</div>
        ${form.isShown.value && file?.path.endsWith(".py") && !file.at ? html`${split({label: "Width of the form", size: form.width, min: 240, max: 480, isAfter: true})}${form.runForm()}` : nothing}
      </div>${uploadList()}`;
  },
};
