// The command palette: a combobox over places, commands and what the places offer (files, runs).
import {html, type TemplateResult} from "../../vendor/lit.js";
import {openDialog} from "./dialog";
import {shortcuts} from "../core/keys";

export interface Command {
  label: string;
  detail?: string;
  run: () => void;
}
type Source = (text: string) => Command[] | Promise<Command[]>;

const sources = new Set<Source>();
// SOURCE offers commands for what was typed; returns its end.
export function offer(source: Source): () => void {
  sources.add(source);
  return () => sources.delete(source);
}

// Letters of NEEDLE in this order; closer together and nearer to a word's beginning is better. -1: no.
export function score(needle: string, text: string): number {
  if (!needle) return 0;
  const hay = text.toLowerCase();
  const at = hay.indexOf(needle);
  if (at >= 0) return 1000 - at - (at > 0 && /\w/.test(hay.charAt(at - 1)) ? 200 : 0) - hay.length / 100;
  let from = 0;
  let gaps = 0;
  for (const letter of needle) {
    const found = hay.indexOf(letter, from);
    if (found < 0) return -1;
    gaps += found - from;
    from = found + 1;
  }
  return 500 - gaps;
}

function ownCommands(): Command[] {
  return shortcuts().flatMap((group) => group.rows.filter((row) => row.palette && row.isOn?.() !== false)
    .map((row) => ({label: row.label, detail: row.keys, run: () => row.run(new KeyboardEvent("keydown"))})));
}

let opened: {close: () => void} | undefined;
export function openPalette(first = ""): void {
  if (opened) return;
  let found: Command[] = [];
  let at = 0;
  let turn = 0;

  // What is known here is shown at once, what the server is asked for when it comes.
  const look = async (text: string) => {
    const mine = ++turn;
    const needle = text.trim().toLowerCase();
    const show = (commands: Command[], first: number) => {
      found = commands.map((command) => ({command, value: score(needle, command.label)}))
        .filter(({value}) => value >= 0).sort((a, b) => b.value - a.value).slice(0, 30).map(({command}) => command);
      at = Math.max(0, Math.min(first, found.length - 1));
      dialog.draw();
    };
    const offered = [ownCommands(), ...[...sources].map((source) => source(text))];
    show(offered.filter(Array.isArray).flat(), 0);
    const all = (await Promise.all(offered)).flat();
    if (mine === turn) show(all, at);
  };
  const choose = (command: Command | undefined) => {
    if (!command) return;
    opened = undefined; // the next one need not wait for the end of this one
    dialog.close();
    queueMicrotask(() => command.run());
  };
  const key = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") at = Math.min(at + 1, found.length - 1);
    else if (event.key === "ArrowUp") at = Math.max(at - 1, 0);
    else if (event.key === "Enter") return choose(found[at]);
    else return;
    event.preventDefault();
    dialog.draw();
    document.getElementById(`command-${at}`)?.scrollIntoView({block: "nearest"});
  };
  const body = (): TemplateResult => html`
    <input class="palette-input" type="text" role="combobox" aria-label="Type a command, a file or a run" autofocus
      autocomplete="off" spellcheck="false" aria-expanded="true" aria-controls="commands" .defaultValue=${first}
      aria-activedescendant=${found.length ? `command-${at}` : ""} placeholder="Type a command, a file or a run"
      @keydown=${key} @input=${(event: Event) => void look((event.target as HTMLInputElement).value)}>
    <ul id="commands" role="listbox" aria-label="Commands">${found.map((command, index) => html`
      <li role="option" id="command-${index}" aria-selected=${index === at ? "true" : "false"}
        @click=${() => choose(command)}><span>${command.label}</span><small>${command.detail ?? ""}</small></li>`)}</ul>
    ${found.length ? "" : html`<p class="dim">Nothing by this name.</p>`}`;
  const dialog = openDialog({title: "Go to", className: "palette", body});
  opened = dialog;
  void dialog.done.then(() => { if (opened === dialog) opened = undefined; });
  void look(first);
}
