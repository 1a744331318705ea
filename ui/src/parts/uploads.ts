// Uploads go on whatever is shown: their list belongs to the shell. Each file goes in parts under a
// temporary name of the server's; it appears under its own name when it is whole.
import {html, nothing, repeat, signal, type TemplateResult} from "../../vendor/lit.js";
import {ApiError, get, remove, said, url} from "../core/api";
import {bytes} from "../core/time";
import {progressBar} from "./bits";
import {icon} from "./icons";
import {toast} from "./toast";

interface Upload {
  id: string;
  path: string;
  file: File;
  sent: number;
  state: "waiting" | "sending" | "failed" | "done";
  problem: string;
  isAgain: boolean; // a part of it may be there already
  stop?: () => void;
}

const PART = 4_000_000; // below the smallest server.max_upload_bytes that people set
const AT_ONCE = 2;
const uploads = signal<Upload[]>([]);
let going = 0;

const draw = () => { uploads.value = [...uploads.value]; };

function newId(): string {
  const words = crypto.getRandomValues(new Uint32Array(4)); // randomUUID needs a secure context
  return "ui-" + [...words].map((word) => word.toString(16).padStart(8, "0")).join("");
}

// XMLHttpRequest, because fetch tells no progress of what it sends.
function sendPart(upload: Upload, from: number, isLast: boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const query = upload.file.size <= PART ? {path: upload.path} : {path: upload.path, upload: upload.id, offset: from, final: isLast};
    request.open("PUT", url("/api/file", query));
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.onprogress = (event) => {
      upload.sent = from + event.loaded;
      draw();
    };
    request.onload = () => {
      if (request.status < 300) return resolve();
      let text = `The server answered ${request.status}.`;
      try { text = JSON.parse(request.responseText).error; } catch { /* no JSON: as above */ }
      reject(new ApiError(request.status, "", text));
    };
    request.onerror = () => reject(new ApiError(0, "offline", "The server cannot be reached."));
    request.onabort = () => reject(new ApiError(0, "aborted", "Stopped."));
    upload.stop = () => request.abort();
    request.send(upload.file.slice(from, from + PART));
  });
}

async function send(upload: Upload): Promise<void> {
  let from = 0;
  if (upload.isAgain && upload.file.size > PART) {
    from = await get<{offset: number}>("/api/upload", {upload: upload.id}).then((answer) => answer.offset, () => 0);
  }
  do {
    const isLast = from + PART >= upload.file.size;
    await sendPart(upload, from, isLast);
    from += PART;
  } while (from < upload.file.size);
}

async function pump(): Promise<void> {
  const next = uploads.value.find((upload) => upload.state === "waiting");
  if (!next || going >= AT_ONCE) return;
  going++;
  next.state = "sending";
  draw();
  try {
    await send(next);
    next.state = "done";
    next.sent = next.file.size;
  } catch (error) {
    next.state = "failed";
    next.problem = said(error);
  }
  going--;
  draw();
  if (!uploads.value.some((upload) => upload.state === "waiting" || upload.state === "sending")) settled();
  void pump();
}

function settled(): void {
  const done = uploads.value.filter((upload) => upload.state === "done").length;
  if (done) toast(`${done} ${done === 1 ? "file" : "files"} uploaded.`, "ok");
  uploads.value = uploads.value.filter((upload) => upload.state !== "done");
}

export function upload(files: {path: string; file: File}[]): void {
  uploads.value = [...uploads.value, ...files.map(({path, file}): Upload => ({id: newId(), path, file, sent: 0, state: "waiting", problem: "", isAgain: false}))];
  for (let at = 0; at < AT_ONCE; at++) void pump();
}

function again(one: Upload): void {
  one.state = "waiting";
  one.problem = "";
  one.isAgain = true;
  draw();
  void pump();
}

function drop(one: Upload): void {
  one.stop?.();
  uploads.value = uploads.value.filter((other) => other !== one);
  if (one.file.size > PART) void remove("/api/upload", {upload: one.id}).catch(() => {});
}

export function uploadList(): TemplateResult | typeof nothing {
  const all = uploads.value.filter((one) => one.state !== "done");
  if (!all.length) return nothing;
  return html`<section class="uploads" aria-label="Uploads">${repeat(all, (one) => one.id, (one) => html`<div class="upload">
    <span class="mono ellipsis">${one.path}</span><span class="dim">${bytes(one.sent)} of ${bytes(one.file.size)}</span>
    ${one.state === "failed" ? html`<button @click=${() => again(one)}>Try again</button>` : nothing}
    <button class="quiet square" aria-label="Stop the upload of ${one.path}" @click=${() => drop(one)}>${icon("close")}</button>
    ${one.problem ? html`<p class="wrong">${one.problem}</p>` : progressBar(one.file.size ? one.sent / one.file.size : 1, `Upload of ${one.path}`)}</div>`)}</section>`;
}

// The files of a drop, folders with all that is in them, with their paths below FOLDER.
export async function droppedFiles(data: DataTransfer, folder: string): Promise<{path: string; file: File}[]> {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const found: {path: string; file: File}[] = [];
  const walk = async (entry: FileSystemEntry, below: string): Promise<void> => {
    const path = below ? `${below}/${entry.name}` : entry.name;
    if (entry.isFile) {
      found.push({path, file: await new Promise((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))});
      return;
    }
    const reader = (entry as FileSystemDirectoryEntry).createReader();
    for (;;) {
      const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
      if (!some.length) return;
      for (const one of some) await walk(one, path);
    }
  };
  for (const entry of entries) await walk(entry, folder);
  return found;
}
