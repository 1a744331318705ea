// The terminals of this page: which sessions there are, and the views that are attached to them.
import {batch, signal, untracked} from "../../../vendor/lit.js";
import {get, post, remove, said} from "../../core/api";
import {on} from "../../core/live";
import {may, whyNot} from "../../core/store";
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

// Why the server refuses, "" when it does not say. That a session is gone it says over the connection itself.
async function whyGone(): Promise<string> {
  await readTerms();
  if (!may("editor")) return whyNot("editor");
  return isEnabled.value === false ? why.value : "";
}

export const failed = signal("");
let isLoading = false;
async function make(id: string): Promise<void> {
  if (isLoading) return;
  isLoading = true;
  try {
    const {TerminalView: View} = await import("./terminal");
    if (!views.has(id)) views.set(id, new View(id, {whyGone, find: () => document.querySelector<HTMLInputElement>("#terminal-find")?.select()}));
    failed.value = "";
  } catch {
    failed.value = "The terminal could not be loaded.";
  }
  isLoading = false;
  turn.value++;
}

// Undefined: it is being made, or FAILED says why not.
export function viewOf(id: string): TerminalView | undefined {
  void turn.value;
  const view = views.get(id);
  if (!view && !failed.value) untracked(() => void make(id));
  return view;
}

// VIEW is to be seen in its place, which is there with the next draw.
export function showView(id: string, view: TerminalView): void {
  queueMicrotask(() => place(id, view));
}

function place(id: string, view: TerminalView): void {
  const host = document.getElementById("terminal-host");
  if (!host || host.dataset.id !== id) return;
  view.attach(host);
  if (focusNext !== id) return;
  focusNext = "";
  view.focus();
}
