// All shortcuts are rows of one table, from which also the list behind "?" and the palette come.
import {singleKeys} from "./prefs";

export interface Shortcut {
  keys: string; // "Ctrl+K", "g h", "/", "Alt+1"; Ctrl is also Cmd
  label: string;
  run: (event: KeyboardEvent) => void;
  inFields?: boolean; // also while typing
  palette?: boolean; // also a command of the palette
  isOn?: () => boolean;
}

const groups: {name: string; rows: Shortcut[]}[] = [];

// Add a group of shortcuts; returns its end. A later group wins over an earlier one.
export function bind(name: string, rows: Shortcut[]): () => void {
  const group = {name, rows};
  groups.unshift(group);
  return () => {
    const at = groups.indexOf(group);
    if (at >= 0) groups.splice(at, 1);
  };
}
export const shortcuts = () => [...groups].reverse();

function isTyping(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
    && !/^(checkbox|radio|button)$/.test((target as HTMLInputElement).type);
}

function nameOf(event: KeyboardEvent): string {
  let key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.code === "Backquote") key = "`";
  const isLetter = /^[a-z0-9`]$/.test(key) || key.length > 1;
  return [
    event.ctrlKey || event.metaKey ? "Ctrl" : "", event.altKey ? "Alt" : "",
    event.shiftKey && isLetter ? "Shift" : "", key.length === 1 ? key.toUpperCase() : key,
  ].filter(Boolean).join("+");
}

let prefix = "";
let prefixTimer = 0;

function matches(row: Shortcut, name: string): boolean {
  const keys = row.keys.split(" ").map((key) => (key.length === 1 ? key.toUpperCase() : key));
  return keys.length === 2 ? prefix === keys[0] && name === keys[1] : !prefix && keys[0] === name;
}

function isPlain(keys: string): boolean {
  return !/Ctrl|Alt|^F\d/.test(keys);
}

function pressed(event: KeyboardEvent): void {
  if (event.defaultPrevented || /^(Shift|Control|Alt|Meta)$/.test(event.key)) return;
  const typing = isTyping(event) || document.querySelector("dialog[open]") !== null;
  const name = nameOf(event);
  for (const group of groups) {
    for (const row of group.rows) {
      if (!matches(row, name) || (typing && !row.inFields) || row.isOn?.() === false) continue;
      if (isPlain(row.keys) && !singleKeys.value) continue;
      event.preventDefault();
      prefix = "";
      row.run(event);
      return;
    }
  }
  const begins = !typing && !prefix && singleKeys.value
    && groups.some((group) => group.rows.some((row) => row.keys.toUpperCase().startsWith(name + " ")));
  prefix = begins ? name : "";
  clearTimeout(prefixTimer);
  if (begins) prefixTimer = window.setTimeout(() => { prefix = ""; }, 1200);
}

export function startKeys(): void {
  addEventListener("keydown", pressed);
}
