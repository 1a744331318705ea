// The project's files as a tree: keyboard, type-ahead, drag and drop, and always as the disk is.
import {html, nothing, signal, type TemplateResult} from "../../../vendor/lit.js";
import {ApiError, ask, get, post, remove, said, url} from "../../core/api";
import {on} from "../../core/live";
import {pref} from "../../core/prefs";
import {git, projectName} from "../../core/store";
import type {Entry} from "../../core/types";
import {act, barred, failure, skeleton} from "../../parts/bits";
import {confirm, openDialog, prompt} from "../../parts/dialog";
import {icon} from "../../parts/icons";
import {toast} from "../../parts/toast";
import {droppedFiles, upload} from "../../parts/uploads";
import {letterOf} from "../changes/work";

export interface Node {
  path: string;
  name: string;
  isDir: boolean;
  children: Node[];
}

const entries = signal<Entry[] | undefined>(undefined);
const isTruncated = signal(false);
const problem = signal("");
const open = pref<string[]>("tree-open", []);
const focused = signal("");
const dropTarget = signal<string | undefined>(undefined);
const INNER = "application/x-pirun-path"; // what is dragged within the tree
let openFile: (path: string) => void = () => {};
let moving: (from: string, to: string, move: () => Promise<void>) => Promise<void> = (_from, _to, move) => move();

export async function readTree(): Promise<void> {
  try {
    const answer = await get<{entries: Entry[]; truncated: boolean}>("/api/files", {recursive: true, limit: 10000});
    entries.value = answer.entries;
    isTruncated.value = answer.truncated;
    problem.value = "";
  } catch (error) {
    problem.value = said(error);
  }
}

export const filePaths = () => (entries.value ?? []).filter((entry) => entry.type !== "dir").map((entry) => entry.name);

let soon = 0;
let afterwards = 0;
export function startTree(events: {open: (path: string) => void; moving: typeof moving}): () => void {
  openFile = events.open;
  moving = events.moving;
  void readTree();
  // Twice: what comes and goes within one telling of the server is told to nobody, and the first look may
  // have seen it.
  const later = () => {
    clearTimeout(soon);
    clearTimeout(afterwards);
    soon = window.setTimeout(() => void readTree(), 150);
    afterwards = window.setTimeout(() => void readTree(), 1500);
  };
  const ends = [on("file", (data) => { if (data.kind !== "changed" && data.kind !== "written") later(); else if (!entries.value?.some((one) => one.name === data.path)) later(); }),
    on("hello", (hello) => { if (hello.missed || problem.value) later(); })];
  return () => ends.forEach((end) => end());
}

// A flat, sorted list of paths as a tree, folders first.
export function treeOf(list: Entry[]): Node {
  const root: Node = {path: "", name: "", isDir: true, children: []};
  const folders = new Map<string, Node>([["", root]]);
  const folder = (path: string): Node => {
    const known = folders.get(path);
    if (known) return known;
    const at = path.lastIndexOf("/");
    const node: Node = {path, name: path.slice(at + 1), isDir: true, children: []};
    folders.set(path, node);
    folder(at < 0 ? "" : path.slice(0, at)).children.push(node);
    return node;
  };
  for (const entry of list) {
    if (entry.type === "dir") folder(entry.name);
    else {
      const at = entry.name.lastIndexOf("/");
      folder(at < 0 ? "" : entry.name.slice(0, at)).children.push({path: entry.name, name: entry.name.slice(at + 1), isDir: false, children: []});
    }
  }
  for (const node of folders.values()) {
    node.children.sort((a, b) => Number(b.isDir) - Number(a.isDir) || a.name.localeCompare(b.name, undefined, {numeric: true}));
  }
  return root;
}

const isOpen = (path: string) => open.value.includes(path);
function setOpen(path: string, to: boolean): void {
  open.value = to ? [...new Set([...open.value, path])] : open.value.filter((one) => one !== path);
}

// Open the folders that lead to PATH.
export function reveal(path: string): void {
  for (let at = parentOf(path); at; at = parentOf(at)) if (!isOpen(at)) setOpen(at, true);
}

interface Row {
  node: Node;
  level: number;
}
function visible(node: Node, level = 1): Row[] {
  return node.children.flatMap((child) => [{node: child, level}, ...(child.isDir && isOpen(child.path) ? visible(child, level + 1) : [])]);
}

const parentOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf("/")));
const folderOf = (node: Node | undefined) => (!node ? "" : node.isDir ? node.path : parentOf(node.path));
const join = (folder: string, name: string) => (folder ? `${folder}/${name}` : name);

function checkName(name: string): string {
  if (!name.trim()) return "Type a name.";
  if (name.split("/").some((part) => part === "" || part === "." || part === "..")) return "This is no path within the project.";
  return "";
}

async function newEntry(folder: string, isDir: boolean): Promise<void> {
  const name = await prompt(isDir ? "New folder" : "New file", folder ? `Name, in ${folder}/` : "Name", "", "Make it", checkName);
  if (name === undefined) return;
  const path = join(folder, name.trim());
  try {
    if (isDir) await post("/api/dir", {path});
    else await ask("PUT", "/api/file", {query: {path}, body: "", headers: {"If-None-Match": "*", "Content-Type": "application/octet-stream"}});
    reveal(path);
    await readTree();
    focusRow(path);
    if (!isDir) openFile(path);
  } catch (error) {
    toast(error instanceof ApiError && error.status === 412 ? `'${path}' is there already.` : said(error), "bad");
  }
}

async function rename(node: Node): Promise<void> {
  const to = await prompt("Rename or move", "Path in the project", node.path, "Rename", checkName);
  if (to === undefined || to === node.path) return;
  await move(node.path, to.trim());
}

async function move(from: string, to: string): Promise<void> {
  try {
    await moving(from, to, () => post("/api/file/move", {from, to}));
    reveal(to);
    await readTree();
    focusRow(to);
  } catch (error) {
    toast(said(error), "bad");
  }
}

async function trash(node: Node): Promise<void> {
  const inside = (entries.value ?? []).filter((entry) => entry.name.startsWith(`${node.path}/`)).length;
  if (node.isDir && inside > 10 && !(await confirm("Delete this folder?", `${node.path} holds ${inside} files and folders.`, "Delete the folder"))) return;
  try {
    const answer = await remove<{trash?: string} | undefined>("/api/file", {path: node.path, recursive: node.isDir, trash: true});
    toast(`Deleted ${node.path}.`, "info", answer?.trash ? {label: "Undo", run: () => void restore(answer.trash!)} : undefined);
    await readTree();
  } catch (error) {
    toast(said(error), "bad");
  }
}

async function restore(id: string): Promise<void> {
  await post("/api/file/restore", {trash: id}).catch((error) => toast(said(error), "bad"));
  await readTree();
}

function focusRow(path: string): void {
  focused.value = path;
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`[role=treeitem][data-path="${CSS.escape(path)}"]`)?.focus());
}

function activate(node: Node): void {
  focused.value = node.path;
  if (node.isDir) setOpen(node.path, !isOpen(node.path));
  else openFile(node.path);
}

let typed = "";
let typedTimer = 0;
function typeAhead(rows: Row[], at: number, letter: string): void {
  clearTimeout(typedTimer);
  typed += letter.toLowerCase();
  typedTimer = window.setTimeout(() => { typed = ""; }, 700);
  const order = [...rows.slice(at + (typed.length === 1 ? 1 : 0)), ...rows.slice(0, at + 1)];
  const found = order.find((row) => row.node.name.toLowerCase().startsWith(typed));
  if (found) focusRow(found.node.path);
}

function key(event: KeyboardEvent, rows: Row[]): void {
  const at = Math.max(0, rows.findIndex((row) => row.node.path === focused.value));
  const node = rows[at]?.node;
  if (event.ctrlKey || event.metaKey || event.altKey || (!node && event.key !== "Insert")) return;
  const to = (index: number) => { const row = rows[Math.max(0, Math.min(rows.length - 1, index))]; if (row) focusRow(row.node.path); };
  const keys: Record<string, () => void> = {
    ArrowDown: () => to(at + 1), ArrowUp: () => to(at - 1), Home: () => to(0), End: () => to(rows.length - 1),
    ArrowRight: () => { if (node!.isDir && !isOpen(node!.path)) setOpen(node!.path, true); else to(at + 1); },
    ArrowLeft: () => { if (node!.isDir && isOpen(node!.path)) setOpen(node!.path, false); else if (parentOf(node!.path)) focusRow(parentOf(node!.path)); },
    Enter: () => activate(node!), " ": () => activate(node!), F2: () => void rename(node!), Delete: () => void trash(node!),
    Insert: () => void newEntry(folderOf(node), event.shiftKey),
  };
  const run = keys[event.key];
  if (run) run();
  else if (event.key.length === 1) typeAhead(rows, at, event.key);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

async function menu(node: Node | undefined): Promise<void> {
  const folder = folderOf(node);
  await openDialog({title: node?.path ?? projectName.value, body: (close) => {
    const row = (text: string, run: () => void, why = barred("editor")) => act(text, () => { close(); run(); }, {why, kind: "quiet"});
    return html`<div class="sheet">${row("New file…", () => void newEntry(folder, false))}${row("New folder…", () => void newEntry(folder, true))}
      ${row("Upload files…", () => pick(folder, false))}${row("Upload a folder…", () => pick(folder, true))}
      ${node ? html`${row("Rename or move…", () => void rename(node))}${row("Delete", () => void trash(node))}` : nothing}
      <a class="button quiet" download href=${node && !node.isDir ? url("/api/file", {path: node.path, download: true}) : url("/api/files", {path: folder, format: "tar"})}
        @click=${() => close()}>${node && !node.isDir ? "Download" : "Download as an archive"}</a></div>`;
  }}).done;
}

// Upload LIST; what is there already under such a name is replaced only after a question.
async function send(list: {path: string; file: File}[]): Promise<void> {
  await readTree();
  const there = new Set((entries.value ?? []).map((entry) => entry.name));
  const twice = list.filter(({path}) => there.has(path)).map(({path}) => path);
  const names = twice.slice(0, 10).join(", ") + (twice.length > 10 ? ` and ${twice.length - 10} more` : "");
  const title = twice.length === 1 ? "Replace this file?" : `Replace ${twice.length} files?`;
  if (twice.length && !(await confirm(title, `${names}: there already.`, "Replace"))) list = list.filter(({path}) => !there.has(path));
  upload(list);
}

function pick(folder: string, isFolder: boolean): void {
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = true;
  input.webkitdirectory = isFolder;
  input.onchange = () => void send([...(input.files ?? [])].map((file) => ({path: join(folder, file.webkitRelativePath || file.name), file})));
  input.click();
}

// Another file instead of the one at PATH.
export function replaceFile(path: string): void {
  const input = document.createElement("input");
  input.type = "file";
  input.onchange = () => { if (input.files?.[0]) upload([{path, file: input.files[0]}]); };
  input.click();
}

async function dropped(event: DragEvent, folder: string): Promise<void> {
  event.preventDefault();
  dropTarget.value = undefined;
  const why = barred("editor");
  if (why) return toast(why);
  const inner = event.dataTransfer?.getData(INNER);
  if (inner) {
    const to = join(folder, inner.split("/").pop()!);
    if (to !== inner && folder !== inner && !folder.startsWith(`${inner}/`)) await move(inner, to);
    return;
  }
  if (event.dataTransfer) await send(await droppedFiles(event.dataTransfer, folder));
}

function item({node, level}: Row, shown: string, marks: Map<string, string>): TemplateResult {
  const folder = folderOf(node);
  const mark = marks.get(node.path);
  return html`<div role="treeitem" class="tree-row ${node.path === shown ? "shown" : ""} ${dropTarget.value !== undefined && dropTarget.value === node.path ? "drop" : ""}"
    aria-level=${level} aria-expanded=${node.isDir ? String(isOpen(node.path)) : nothing} aria-selected=${node.path === shown ? "true" : "false"}
    data-path=${node.path} tabindex=${node.path === focused.value ? 0 : -1} draggable="true"
    .style=${`padding-left:${8 + (level - 1) * 16}px`} @click=${() => activate(node)} @contextmenu=${(event: Event) => { event.preventDefault(); void menu(node); }}
    @focus=${() => { focused.value = node.path; }}
    @dragstart=${(event: DragEvent) => event.dataTransfer?.setData(INNER, node.path)} @dragend=${() => { dropTarget.value = undefined; }}
    @dragover=${(event: DragEvent) => { event.preventDefault(); event.stopPropagation(); dropTarget.value = folder; }}
    @drop=${(event: DragEvent) => { event.stopPropagation(); void dropped(event, folder); }}>
    ${icon(node.isDir ? (isOpen(node.path) ? "down" : "right") : "file", "tree-icon")}<span class="ellipsis">${node.name}</span>
    ${mark ? html`<span class="letter-mark ${mark}" data-letter=${mark === "new" ? "A" : mark.charAt(0).toUpperCase()}><span class="hidden">, ${mark}</span></span>` : nothing}</div>`;
}

const gitMarks = () => new Map((git.value?.files ?? []).map((file) => [file.path, letterOf(file)[1]] as const));

export function treeView(shown: string): TemplateResult {
  const list = entries.value;
  if (!list) return problem.value ? failure(problem.value, () => void readTree()) : skeleton(8);
  const rows = visible(treeOf(list));
  if (!rows.some((row) => row.node.path === focused.value)) queueMicrotask(() => { focused.value = rows[0]?.node.path ?? ""; });
  const node = rows.find((row) => row.node.path === focused.value)?.node;
  return html`<div class="tree-head"><span class="tree-name ellipsis">${projectName.value}</span><span class="grow"></span>
      ${act("", () => void newEntry(folderOf(node), false), {icon: "plus", label: "New file", kind: "quiet", role: "editor"})}
      ${act("", () => pick(folderOf(node), false), {icon: "upload", label: "Upload files", kind: "quiet", role: "editor"})}
      ${act("", () => void menu(node), {icon: "more", label: "More for the chosen file or folder", kind: "quiet"})}</div>
    <div class="tree ${dropTarget.value === "" ? "drop" : ""}" role="tree" aria-label="Files" @keydown=${(event: KeyboardEvent) => key(event, rows)}
      @dragover=${(event: DragEvent) => { event.preventDefault(); dropTarget.value = ""; }} @dragleave=${() => { dropTarget.value = undefined; }}
      @drop=${(event: DragEvent) => void dropped(event, "")}>${rows.map((row) => item(row, shown, gitMarks()))}</div>
    ${isTruncated.value ? html`<p class="dim">There are more files than are shown.</p>` : nothing}`;
}
