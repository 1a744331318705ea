// A terminal in the panel: what it says of itself, search, the line and the keys for phones.
import {html, nothing, type TemplateResult} from "../../../vendor/lit.js";
import {pref} from "../../core/prefs";
import {may, whyNot} from "../../core/store";
import {act, empty, failure} from "../../parts/bits";
import {toast} from "../../parts/toast";
import type {TerminalView} from "./terminal";
import {endTerm, failed, isEnabled, sessions, showView, viewOf, why, type Session} from "./terms";

const usesCompose = pref("compose-line", matchMedia("(pointer: coarse)").matches);

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
  if (!may("editor")) return html`<p class="dim pad">${whyNot("editor")}</p>`;
  const session = sessions.value.find((one) => one.id === id);
  const view = viewOf(id);
  if (!view) return failed.value ? failure(failed.value, () => { failed.value = ""; }) : html`<p class="dim pad">Opening the terminal…</p>`;
  showView(id, view);
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
  if (isEnabled.value === undefined && !why.value) return html`<p class="dim pad">Looking for the terminals…</p>`;
  if (isEnabled.value !== false) return empty(why.value || "This terminal has ended.", act("New terminal", open, {role: "editor"}));
  return html`<div class="pad">${failure(why.value || "Terminals are off on this server.")}
    <p class="dim">An admin switches them on with this in <code>.pirun.yaml</code>:</p><pre class="file-text" tabindex="0">terminal:
  enabled: true</pre></div>`;
}
