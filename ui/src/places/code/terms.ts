// The terminals of this page: which sessions there are, and the views that are attached to them.
import {batch, html, nothing, signal, type TemplateResult} from "../../../vendor/lit.js";
import {get, post, remove, said} from "../../core/api";
import {on} from "../../core/live";
import {pref} from "../../core/prefs";
import {act, failure} from "../../parts/bits";
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

export const sessions = signal<Session[]>([]);
export const isEnabled = signal<boolean | undefined>(undefined);
export const why = signal("");
const views = new Map<string, TerminalView>();
const usesCompose = pref("compose-line", matchMedia("(pointer: coarse)").matches);

export async function readTerms(): Promise<void> {
  try {
    const answer = await get<{is_enabled: boolean; why?: string; sessions: Session[]}>("/api/terms");
    batch(() => {
      isEnabled.value = answer.is_enabled;
      why.value = answer.why ?? "";
      sessions.value = answer.sessions;
    });
  } catch (error) {
    batch(() => {
      isEnabled.value = false;
      why.value = said(error);
    });
  }
}

export function startTerms(): () => void {
  void readTerms();
  return on("term", () => void readTerms());
}

export async function newTerm(): Promise<string | undefined> {
  try {
    const session = await post<Session>("/api/terms", {cols: 100, rows: 24});
    await readTerms();
    return session.id;
  } catch (error) {
    toast(said(error), "bad");
    await readTerms();
    return undefined;
  }
}

export async function endTerm(session: Session): Promise<void> {
  if (session.is_running !== false && !(await confirm("End this terminal?", "All that runs in it ends.", "End the terminal"))) return;
  await remove("/api/terms", {id: session.id}).catch((error) => toast(said(error), "bad"));
  views.get(session.id)?.close();
  views.delete(session.id);
  await readTerms();
}

export function closeTerms(): void {
  for (const view of views.values()) view.close();
  views.clear();
}

let isLoading = false;
const loaded = signal(0);
async function make(id: string): Promise<void> {
  if (isLoading || views.has(id)) return;
  isLoading = true;
  const {TerminalView: View} = await import("./terminal");
  isLoading = false;
  views.set(id, new View(id));
  loaded.value++;
}

export const viewOf = (id: string) => views.get(id);

const keys: [string, string][] = [["Tab", "\t"], ["Esc", "\x1b"], ["Ctrl+C", "\x03"], ["Ctrl+D", "\x04"], ["Ctrl+Z", "\x1a"], ["↑", "\x1b[A"], ["↓", "\x1b[B"],
  ["←", "\x1b[D"], ["→", "\x1b[C"], ["|", "|"], ["/", "/"], ["-", "-"], ["~", "~"]];

function composeLine(view: TerminalView): TemplateResult {
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    const input = (event.target as HTMLFormElement).elements.namedItem("line") as HTMLInputElement;
    view.type(input.value + "\r");
    input.value = "";
  };
  return html`<form class="compose" @submit=${send}><input name="line" aria-label="Type a line for the terminal" placeholder="Type here…"
      autocomplete="off" autocapitalize="off" spellcheck="false"><button>Send</button></form>
    <div class="term-keys" role="group" aria-label="Keys">${keys.map(([name, text]) => html`<button class="quiet" @click=${() => view.type(text)}>${name}</button>`)}</div>`;
}

export function termBody(id: string): TemplateResult {
  void loaded.value;
  const session = sessions.value.find((one) => one.id === id);
  const view = views.get(id);
  if (!view) {
    void make(id);
    return html`<p class="dim pad">Opening the terminal…</p>`;
  }
  queueMicrotask(() => {
    const host = document.getElementById("terminal-host");
    if (host) view.attach(host);
  });
  const find = (event: Event) => view.search.findNext((event.target as HTMLInputElement).value);
  return html`<div class="term-bar toolbar"><span class="dim">${{opening: "Opening…", open: session?.sandbox_level ? `confined: ${session.sandbox_level}` : "",
      cut: "The connection is cut; it comes back by itself.", ended: `Ended${view.exitCode.value !== undefined ? ` with status ${view.exitCode.value}` : ""}. ${view.note.value}`}[view.link.value]}</span>
      <span class="grow"></span><input type="search" aria-label="Find in the terminal" placeholder="Find" @change=${find}>
      <label class="check"><input type="checkbox" .checked=${usesCompose.value} @change=${(event: Event) => { usesCompose.value = (event.target as HTMLInputElement).checked; }}>Compose line</label>
      ${session ? act("End", () => void endTerm(session), {kind: "quiet", role: "editor"}) : nothing}</div>
    <div id="terminal-host" class="terminal-host" data-region="textarea"></div>${usesCompose.value ? composeLine(view) : nothing}`;
}

export function termsOff(): TemplateResult {
  return html`<div class="pad">${failure(why.value || "Terminals are off on this server.")}
    <p class="dim">An admin switches them on with this in <code>.pirun.yaml</code>:</p><pre class="file-text" tabindex="0">terminal:
  enabled: true</pre></div>`;
}
