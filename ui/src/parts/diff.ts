// A difference as a table: old number, new number, sign, text with the words that changed. From the
// server's hunks. One column of text, two where the window has room for both sides.
import {html, nothing, signal, type TemplateResult} from "../../vendor/lit.js";
import {bytes} from "../core/time";

export interface DiffLine {
  type: " " | "+" | "-";
  old?: number;
  new?: number;
  text: string;
  marks?: [number, number][]; // code points of the text
}
export interface DiffFile {
  path: string;
  from?: string; // its name before
  status: string;
  is_binary?: boolean;
  is_too_large?: boolean;
  is_left_out?: boolean;
  old_size?: number;
  new_size?: number;
  additions: number;
  deletions: number;
  hunks?: {header: string; lines: DiffLine[]}[];
}
export interface Diff {
  files: DiffFile[];
  additions: number;
  deletions: number;
}

const words = {" ": "", "+": "added", "-": "removed"} as const;

function marked(line: DiffLine): TemplateResult | string {
  if (!line.marks?.length) return line.text;
  const letters = [...line.text];
  const parts: (string | TemplateResult)[] = [];
  let at = 0;
  for (const [from, to] of line.marks) {
    parts.push(letters.slice(at, from).join(""), html`<mark>${letters.slice(from, to).join("")}</mark>`);
    at = to;
  }
  parts.push(letters.slice(at).join(""));
  return html`${parts}`;
}

// What was removed beside what was added in its place.
export function pairsOf(lines: DiffLine[]): [DiffLine | undefined, DiffLine | undefined][] {
  const pairs: [DiffLine | undefined, DiffLine | undefined][] = [];
  let gone: DiffLine[] = [];
  let come: DiffLine[] = [];
  const flush = () => {
    for (let at = 0; at < Math.max(gone.length, come.length); at++) pairs.push([gone[at], come[at]]);
    gone = [];
    come = [];
  };
  for (const line of lines) {
    if (line.type === "+") come.push(line);
    else if (line.type === "-") {
      if (come.length) flush();
      gone.push(line);
    } else {
      flush();
      pairs.push([line, line]);
    }
  }
  flush();
  return pairs;
}

function side(line: DiffLine | undefined, number: number | undefined): TemplateResult {
  if (!line) return html`<td class="n none"></td><td class="sign none"></td><td class="diff-text none"></td>`;
  const kind = line.type === "+" ? "add" : line.type === "-" ? "del" : "";
  return html`<td class="n ${kind}">${number ?? ""}</td>${sign(line, kind)}<td class="diff-text ${kind}">${marked(line)}</td>`;
}

const sign = (line: DiffLine, kind = "") => html`<td class="sign ${kind}"><span aria-hidden="true">${line.type}</span>${
  words[line.type] ? html`<span class="hidden">${words[line.type]}</span>` : nothing}</td>`;

let room: {value: boolean} | undefined;
// Has the window room for two sides? Drawn again when that changes.
function hasRoom(): boolean {
  if (!room) {
    const wide = matchMedia("(min-width: 1500px)");
    const known = signal(wide.matches);
    wide.addEventListener("change", () => { known.value = wide.matches; });
    room = known;
  }
  return room.value;
}

function row(line: DiffLine): TemplateResult {
  const kind = line.type === "+" ? "add" : line.type === "-" ? "del" : "";
  return html`<tr class=${kind}><td class="n">${line.old ?? ""}</td><td class="n">${line.new ?? ""}</td>
    ${sign(line)}
    <td class="diff-text">${marked(line)}</td></tr>`;
}

function note(file: DiffFile): string {
  const sizes = file.status === "deleted" ? `, ${bytes(file.old_size ?? 0)} until now`
    : file.old_size && file.new_size !== undefined ? `, ${bytes(file.old_size)} before and ${bytes(file.new_size)} now`
    : file.new_size ? `, ${bytes(file.new_size)}` : "";
  if (file.is_binary) return `A binary file${sizes}.`;
  if (file.is_too_large) return `Too large to be compared line by line${sizes}.`;
  if (file.is_left_out) return "Left out: the difference as a whole is too large.";
  return file.hunks?.length ? "" : "No line differs: another mode, another name, or an empty file.";
}

export function diffTable(file: DiffFile): TemplateResult {
  const why = note(file);
  if (why) return html`<p class="dim diff-note">${why}</p>`;
  const isOneSided = file.status === "added" || file.status === "untracked" || file.status === "deleted";
  if (hasRoom() && !isOneSided) return splitTable(file);
  return html`<div class="diff-scroll" tabindex="0" role="region" aria-label="Difference of ${file.path}"><table class="diff">
    <caption class="hidden">Difference of ${file.path}: old line, new line, change, text</caption>
    <tbody>${file.hunks!.map((hunk) => html`<tr class="hunk"><td colspan="4">${hunk.header}</td></tr>${hunk.lines.map(row)}`)}</tbody></table></div>`;
}

function splitTable(file: DiffFile): TemplateResult {
  return html`<div class="diff-scroll" tabindex="0" role="region" aria-label="Difference of ${file.path}"><table class="diff split">
    <caption class="hidden">Difference of ${file.path}: line, change and text before; line, change and text now</caption>
    <colgroup><col class="n"><col class="sign"><col><col class="n"><col class="sign"><col></colgroup>
    <tbody>${file.hunks!.map((hunk) => html`<tr class="hunk"><td colspan="6">${hunk.header}</td></tr>${pairsOf(hunk.lines).map(([before, now]) =>
      html`<tr>${side(before, before?.old)}${side(now, now?.new)}</tr>`)}`)}</tbody></table></div>`;
}

export function diffHead(file: DiffFile, actions: TemplateResult | typeof nothing = nothing): TemplateResult {
  const name = file.from && file.from !== file.path ? `${file.from} → ${file.path}` : file.path;
  return html`<header class="diff-head"><h3 class="mono ellipsis" title=${name}>${name}</h3>
    ${file.hunks?.length ? html`<span class="added">+${file.additions}</span><span class="removed">−${file.deletions}</span>` : nothing}
    <span class="dim">${file.status === "untracked" ? "new" : file.status}</span><span class="grow"></span>${actions}</header>`;
}

export function diffFile(file: DiffFile, actions: TemplateResult | typeof nothing = nothing): TemplateResult {
  return html`<section class="diff-file" id="diff-${file.path}">${diffHead(file, actions)}${diffTable(file)}</section>`;
}
