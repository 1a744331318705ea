// The terminals of this page: which sessions there are, and the views that are attached to them.
import {batch, html, nothing, signal, untracked, type TemplateResult} from "../../../vendor/lit.js";
import {get, post, remove, said} from "../../core/api";
import {on} from "../../core/live";
import {pref} from "../../core/prefs";
import {may, whyNot} from "../../core/store";
import {act, empty, failure} from "../../parts/bits";
import {confirm} from "../../parts/dialog";
import {toast} from "../../parts/toast";
import type {TerminalView} from "./terminal";

export interface Session {
  id: string;
  title?: string;
  shell?: string;
  started_at?: string;
  by?: string;
  viewers?: number;
  is_running?: boolean;
  sandbox_level?: string;
}

export const sessions = signal<Session[]>([]); // that run
export const isEnabled = signal<boolean | undefined>(undefined);
export const why = signal("");
const ended = signal<Session[]>([]); // while this page looked; they can still be read
const views = new Map<string, TerminalView>();
const turn = signal(0); // counts what changes in VIEWS
const numbers = new Map<string, number>();
const usesCompose = pref("compose-line", matchMedia("(pointer: coarse)").matches);

// All that have a tab, by the number that is on it.
export function termTabs(): {id: string; label: string}[] {
  if (!may("editor")) return [];
  const all = [...sessions.value, ...ended.value];
  const taken = new Set(all.map((one) => numbers.get(one.id)));
  for (const one of all) {
    if (numbers.has(one.id)) continue;
    let number = 1;
    while (taken.has(number)) number++;
    taken.add(number);
    numbers.set(one.id, number);
  }
  return all.map((one) => ({id: one.id, number: numbers.get(one.id)!})).sort((a, b) => a.number - b.number)
    .map(({id, number}) => ({id, label: `Terminal ${number}`}));
}

// The list is LIST from now on. What has left it, and is shown here, stays to be read.
function put(list: Session[]): void {
  const running = list.filter((one) => one.is_running !== false);
  const ids = new Set(running.map((one) => one.id));
  const left = sessions.value.filter((one) => !ids.has(one.id) && views.has(one.id));
  batch(() => {
    ended.value = [...ended.value.filter((one) => !ids.has(one.id)), ...left];
    sessions.value = running;
  });
}

export async function readTerms(): Promise<void> {
  try {
    const answer = await get<{is_enabled: boolean; why?: string; sessions: Session[]}>("/api/terms");
    batch(() => {
      isEnabled.value = answer.is_enabled;
      why.value = answer.why ?? "";
      put(answer.sessions);
    });
  } catch (error) {
    if (isEnabled.value === undefined) why.value = said(error); // else what is known stays
  }
}

export function startTerms(): () => void {
  void readTerms();
  const ends = [on("term", () => void readTerms()), on("hello", () => void readTerms())];
  return () => ends.forEach((end) => end());
}

export async function newTerm(): Promise<string | undefined> {
  try {
    const session = await post<Session>("/api/terms", {cols: 100, rows: 24});
    await readTerms();
    focusNext = session.id;
    return session.id;
  } catch (error) {
    await readTerms();
    if (isEnabled.value !== false) toast(said(error), "bad");
    return undefined;
  }
}

export async function endTerm(session: Session): Promise<void> {
  if (!(await confirm("End this terminal?", "All that runs in it ends.", "End the terminal"))) return;
  try {
    await remove("/api/terms", {id: session.id});
  } catch (error) {
    toast(said(error), "bad");
    return;
  }
  closeTerm(session.id);
  put(sessions.value.filter((one) => one.id !== session.id));
}

// This page leaves it.
export function closeTerm(id: string): void {
  views.get(id)?.close();
  views.delete(id);
  ended.value = ended.value.filter((one) => one.id !== id);
}

export function closeTerms(): void {
  for (const view of views.values()) view.close();
  views.clear();
  ended.value = [];
}

// ---- views ----

let focusNext = "";
export function focusTerm(id: string): void {
  const view = views.get(id);
  if (view?.element.isConnected) view.focus();
  else focusNext = id; // once it is shown
}

const findField = () => document.querySelector<HTMLInputElement>("#terminal-find");

// Why the server refuses, "" when it does not say. That a session is gone it says over the connection itself.
async function whyGone(): Promise<string> {
  await readTerms();
  if (!may("editor")) return whyNot("editor");
  return isEnabled.value === false ? why.value : "";
}

const failed = signal("");
let isLoading = false;
async function make(id: string): Promise<void> {
  if (isLoading) return;
  isLoading = true;
  try {
    const {TerminalView: View} = await import("./terminal");
    if (!views.has(id)) views.set(id, new View(id, {whyGone, find: () => findField()?.select()}));
    failed.value = "";
  } catch {
    failed.value = "The terminal could not be loaded.";
  }
  isLoading = false;
  turn.value++;
}

function place(id: string, view: TerminalView): void {
  const host = document.getElementById("terminal-host");
  if (!host || host.dataset.id !== id) return;
  view.attach(host);
  if (focusNext !== id) return;
  focusNext = "";
  view.focus();
}

const keys: [string, string][] = [["Tab", "\t"], ["Esc", "\x1b"], ["Ctrl+C", "\x03"], ["Ctrl+D", "\x04"], ["Ctrl+Z", "\x1a"], ["↑", "\x1b[A"], ["↓", "\x1b[B"],
  ["←", "\x1b[D"], ["→", "\x1b[C"], ["|", "|"], ["/", "/"], ["-", "-"], ["~", "~"]];
const keyNames: Record<string, string> = {"↑": "Up", "↓": "Down", "←": "Left", "→": "Right"};
// So that the keyboard of a phone stays.
const keepFocus = (event: Event) => event.preventDefault();

// Keyboards of phones repeat words when they type into a terminal: a line is written here and sent once.
function composeLine(view: TerminalView): TemplateResult {
  const unsent = () => toast("Not sent: the connection is cut.", "bad");
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    const input = (event.target as HTMLFormElement).elements.namedItem("line") as HTMLInputElement;
    if (view.link.send(input.value + "\r")) input.value = "";
    else unsent();
  };
  return html`<form class="compose" @submit=${send}><input name="line" aria-label="Type a line for the terminal" placeholder="Type here…"
      autocomplete="off" autocapitalize="off" autocorrect="off" spellcheck="false" enterkeyhint="send"><button @mousedown=${keepFocus}>Send</button></form>
    <div class="term-keys" role="group" aria-label="Keys">${keys.map(([name, text]) => html`<button class="quiet" type="button" aria-label=${keyNames[name] ?? nothing}
      @mousedown=${keepFocus} @click=${() => { if (!view.key(text)) unsent(); }}>${name}</button>`)}</div>`;
}

function state(view: TerminalView, session: Session | undefined): string {
  const {link} = view;
  switch (link.state.value) {
    case "opening": return "Opening…";
    case "cut": return "The connection is cut: what you type is not sent. It comes back by itself.";
    case "ended": return `Ended${link.exitCode.value === undefined ? "" : ` with status ${link.exitCode.value}`}. ${link.reason.value}`;
    default: return view.note.value || (session?.sandbox_level ? `Confined: ${session.sandbox_level}` : "");
  }
}

function findBar(view: TerminalView): TemplateResult {
  const look = (event: Event, isBack = false) => view.find((event.currentTarget as HTMLInputElement).value, isBack);
  const pressed = (event: KeyboardEvent) => {
    if (event.key === "Enter") look(event, event.shiftKey);
    if (event.key === "Escape") view.focus();
  };
  return html`<input id="terminal-find" type="search" aria-label="Find in the terminal" placeholder="Find" title="Enter: the next one; Shift+Enter: the one before"
      @input=${(event: Event) => look(event)} @keydown=${pressed}><span class="dim term-found" role="status">${view.found.value}</span>`;
}

export function termBody(id: string, leave: () => void): TemplateResult {
  void turn.value;
  if (!may("editor")) return html`<p class="dim pad">${whyNot("editor")}</p>`;
  const session = sessions.value.find((one) => one.id === id);
  const view = views.get(id);
  if (!view) {
    if (failed.value) return failure(failed.value, () => { failed.value = ""; });
    untracked(() => void make(id));
    return html`<p class="dim pad">Opening the terminal…</p>`;
  }
  queueMicrotask(() => place(id, view));
  const {cols, rows} = view.size.value;
  const isCut = view.link.state.value === "cut";
  return html`<div class="term-bar toolbar"><span class="term-state ${isCut ? "wrong" : "dim"}" role="status">${state(view, session)}</span>
      <span class="grow"></span><span class="dim term-size">${cols} × ${rows}</span>${findBar(view)}
      <label class="check"><input type="checkbox" .checked=${usesCompose.value} @change=${(event: Event) => { usesCompose.value = (event.target as HTMLInputElement).checked; }}>Compose line</label>
      ${act("", () => void view.copy(), {icon: "copy", label: "Copy what is marked, or all", kind: "quiet"})}
      ${session ? act("End", () => void endTerm(session), {kind: "quiet", role: "editor"}) : act("Close", leave, {kind: "quiet"})}</div>
    <div id="terminal-host" class="terminal-host" data-region="textarea" data-id=${id}></div>${usesCompose.value && session ? composeLine(view) : nothing}`;
}

// In place of a terminal. OPEN starts one.
export function noTerm(open: () => void): TemplateResult {
  if (!may("editor")) return empty(whyNot("editor"));
  if (isEnabled.value !== false) return empty(why.value || "This terminal has ended.", act("New terminal", open, {role: "editor"}));
  return html`<div class="pad">${failure(why.value || "Terminals are off on this server.")}
    <p class="dim">An admin switches them on with this in <code>.pirun.yaml</code>:</p><pre class="file-text" tabindex="0">terminal:
  enabled: true</pre></div>`;
}
