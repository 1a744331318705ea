// One line of output as elements: its number as a link, its colours, tracebacks as a band whose files
// are links to the line of the script.
import {ansi, ansiNode, overwritten, type AnsiStyle} from "./ansi";
import {pathTo} from "../core/router";

const LONGEST = 10_000; // characters that are shown of a line

export interface LineContext {
  root: string; // of the project on the server, "" when it is not known
  commit: string; // of the run, "" for the work tree
}

// What goes on from one line to the next.
export interface LineState {
  style: AnsiStyle;
  inTraceback: boolean;
}
export const freshState = (): LineState => ({style: {}, inTraceback: false});

const fileLine = /^(\s*File ")([^"]+)(", line )(\d+)/;

// The path within the project that a traceback names, "" when it lies elsewhere.
export function pathInProject(name: string, root: string): string {
  if (!name.startsWith("/")) return name.startsWith("<") ? "" : name.replace(/^\.\//, "");
  if (root && name.startsWith(root + "/")) {
    const path = name.slice(root.length + 1);
    return /^(var|\.venv)\//.test(path) ? "" : path;
  }
  return "";
}

function withFileLink(text: string, context: LineContext): Node | undefined {
  const match = fileLine.exec(text);
  const path = match ? pathInProject(match[2]!, context.root) : "";
  if (!match || !path) return undefined;
  const all = document.createDocumentFragment();
  const link = document.createElement("a");
  link.href = pathTo("/code", path) + (context.commit ? `?at=${context.commit}` : "") + `#L${match[4]}`;
  link.textContent = `${match[2]}${match[3]}${match[4]}`;
  all.append(match[1]!, link, text.slice(match[0].length));
  return all;
}

// Tracebacks begin with their head and end with the first line that is not indented.
function bandOf(text: string, state: LineState): boolean {
  if (/^\s*(\+ Exception Group )?Traceback \(most recent call last\)/.test(text)) {
    state.inTraceback = true;
    return true;
  }
  if (!state.inTraceback) return false;
  if (/^\S/.test(text)) state.inTraceback = false;
  return true;
}

function fill(span: HTMLElement, raw: string, context: LineContext, state: LineState): void {
  const shown = overwritten(raw);
  const cut = shown.length > LONGEST ? shown.slice(0, LONGEST) : shown;
  const {pieces, style} = ansi(cut, state.style);
  state.style = style;
  const plain = pieces.map((piece) => piece.text).join("");
  span.parentElement?.classList.toggle("band", bandOf(plain, state));
  const linked = withFileLink(plain, context);
  if (linked) span.replaceChildren(linked);
  else span.replaceChildren(...pieces.map(ansiNode));
  if (cut !== shown) {
    const rest = document.createElement("em");
    rest.textContent = ` … ${shown.length - LONGEST} more characters: see Raw`;
    span.append(rest);
  }
}

export function lineElement(number: number, raw: string, context: LineContext, state: LineState): HTMLElement {
  const row = document.createElement("div");
  row.className = "line";
  row.id = `L${number}`;
  const link = document.createElement("a");
  link.className = "no";
  link.href = `#L${number}`;
  link.textContent = String(number);
  link.tabIndex = -1;
  const text = document.createElement("span");
  text.className = "text";
  row.append(link, text);
  fill(text, raw, context, state);
  return row;
}

// The line has grown.
export function refill(row: HTMLElement, raw: string, context: LineContext, state: LineState): void {
  fill(row.querySelector(".text")!, raw, context, state);
}
