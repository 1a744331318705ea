// The files that are open, as tabs; which one is in front is in the address.
import {batch, signal} from "../../../vendor/lit.js";
import {on} from "../../core/live";
import {pref} from "../../core/prefs";
import {go, pathTo} from "../../core/router";
import {confirm} from "../../parts/dialog";
import {OpenFile} from "./file";

export const files = signal<OpenFile[]>([]);
export const front = signal<OpenFile | undefined>(undefined);
const kept = pref<string[]>("open-files", []);
const MOST = 30;

const keepOpen = () => { kept.value = files.value.filter((one) => !one.at).map((one) => one.path); };
const addressOf = (file: OpenFile, line = 0) => pathTo("/code", file.path) + (file.at ? `?at=${file.at}` : "") + (line ? `#L${line}` : "");

export const open = (path: string, line = 0) => go(pathTo("/code", path) + (line ? `#L${line}` : ""), {keepFocus: true});
export const openAt = (index: number) => {
  const file = files.value[index];
  if (file) go(addressOf(file), {keepFocus: true});
};

// Put PATH (at a commit) in front; loads it when it was not open.
export function bringForward(path: string, at: string, line: number): OpenFile {
  let file = files.value.find((one) => one.path === path && one.at === at);
  if (!file) {
    file = new OpenFile(path, at);
    void file.load();
    const others = [...files.value];
    const oldest = others.length < MOST ? -1 : others.findIndex((one) => !one.isDirty && one !== front.value);
    if (oldest >= 0) others.splice(oldest, 1)[0]!.close();
    files.value = [...others, file];
  }
  file.goTo = line;
  batch(() => {
    front.value = file;
    keepOpen();
  });
  return file;
}

// Close FILE; what is unsaved is saved first, and when it cannot be, the person decides.
export async function close(file: OpenFile): Promise<void> {
  if (file.isDirty) await file.store();
  if (file.isDirty && file.canEdit) {
    const why = file.save.value === "conflict" ? "it was changed on the disk, too" : file.problem.value || "the server has not answered yet";
    const isSure = await confirm("Close it unsaved?", `${file.path} could not be saved: ${why}. A draft of it stays in this browser, and is offered when the file is opened again.`,
      "Close it unsaved");
    if (!isSure) return;
  }
  const index = files.value.indexOf(file);
  if (index < 0) return;
  const rest = files.value.filter((one) => one !== file);
  files.value = rest;
  keepOpen();
  file.close();
  if (front.value !== file) return;
  const next = rest[Math.min(index, rest.length - 1)];
  front.value = undefined;
  go(next ? addressOf(next) : "/code", {replace: true, keepFocus: true});
}

const isWithin = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);

// FROM, a file or a folder, becomes TO by MOVE: what is open of it stays open, with its text, its
// history and what is unsaved.
export async function moving(from: string, to: string, move: () => Promise<void>): Promise<void> {
  const open = files.value.filter((file) => !file.at && isWithin(file.path, from));
  await Promise.all(open.map((file) => file.beginMove()));
  const isFront = open.includes(front.value!);
  let isMoved = false;
  try {
    await move();
    isMoved = true;
  } finally {
    const paths = open.map((file) => (isMoved ? to + file.path.slice(from.length) : file.path));
    await Promise.all(open.map((file, index) => file.endMove(paths[index]!)));
    files.value = [...files.value];
    keepOpen();
    if (isMoved && isFront && front.value) go(addressOf(front.value), {replace: true, keepFocus: true});
  }
}

// The tabs of the last visit, when the address names no file.
export function firstOf(): string {
  return front.value?.path ?? kept.value[0] ?? "";
}

export function restoreTabs(): void {
  if (files.value.length) return;
  files.value = kept.value.slice(0, MOST).map((path) => new OpenFile(path));
}

export const saveAll = (keepalive = false) => Promise.all(files.value.map((file) => (file.isDirty ? file.store(keepalive) : undefined)));

// For as long as the page is there, also while another place is shown.
document.addEventListener("visibilitychange", () => { if (document.hidden) void saveAll(true); });
addEventListener("beforeunload", (event) => {
  if (!files.value.some((file) => file.isDirty)) return;
  void saveAll(true);
  event.preventDefault();
});

export function startFiles(): () => void {
  const ends = [
    on("file", (data) => {
      for (const file of files.value) {
        if (!file.isLoaded.value) continue;
        if (data.kind === "removed" && data.path && isWithin(file.path, data.path)) {
          file.removedOnDisk();
          continue;
        }
        if (data.kind === "moved" && data.path && isWithin(file.path, data.path)) {
          void file.changedOnDisk();
          continue;
        }
        if (data.kind === "rescan" || data.path === file.path || data.to === file.path) void file.changedOnDisk(data.etag);
      }
    }),
    on("hello", () => {
      for (const file of files.value) {
        if (file.save.value === "failed") void file.store();
        else if (file.isLoaded.value) void file.changedOnDisk();
        else if (file.problem.value) void file.load();
      }
    }),
  ];
  return () => ends.forEach((end) => end());
}
