// The files that are open, as tabs; which one is in front is in the address.
import {batch, signal} from "../../../vendor/lit.js";
import {on} from "../../core/live";
import {pref} from "../../core/prefs";
import {go, pathTo} from "../../core/router";
import {OpenFile} from "./file";

export const files = signal<OpenFile[]>([]);
export const front = signal<OpenFile | undefined>(undefined);
const kept = pref<string[]>("open-files", []);
const MOST = 30;

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
    const others = files.value.length >= MOST ? files.value.filter((one) => one.isDirty || one === front.value) : files.value;
    files.value = [...others, file];
  }
  file.goTo = line;
  batch(() => {
    front.value = file;
    kept.value = files.value.filter((one) => !one.at).map((one) => one.path);
  });
  return file;
}

export function close(file: OpenFile): void {
  void file.store();
  const index = files.value.indexOf(file);
  const rest = files.value.filter((one) => one !== file);
  files.value = rest;
  kept.value = rest.filter((one) => !one.at).map((one) => one.path);
  file.close();
  if (front.value !== file) return;
  const next = rest[Math.min(index, rest.length - 1)];
  front.value = undefined;
  go(next ? addressOf(next) : "/code", {replace: true, keepFocus: true});
}

// A file has another path now: what was open follows it.
export function renamed(from: string, to: string): void {
  const isFront = front.value && (front.value.path === from || front.value.path.startsWith(from + "/"));
  const target = isFront ? to + front.value!.path.slice(from.length) : "";
  files.value = files.value.filter((one) => one.path !== from && !one.path.startsWith(from + "/"));
  if (isFront) {
    front.value = undefined;
    open(target);
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

export function startFiles(): () => void {
  const hide = () => { if (document.hidden) void saveAll(true); };
  document.addEventListener("visibilitychange", hide);
  const ends = [
    on("file", (data) => {
      for (const file of files.value) {
        if (!file.isLoaded.value) continue;
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
  return () => {
    document.removeEventListener("visibilitychange", hide);
    ends.forEach((end) => end());
  };
}
