// Small pieces that every place uses.
import {html, nothing, ifDefined, type TemplateResult} from "../../vendor/lit.js";
import {connection} from "../core/live";
import {may, whyNot} from "../core/store";
import {absolute, ago} from "../core/time";
import type {Role} from "../core/types";
import {icon} from "./icons";
import {toast} from "./toast";

// Why an action is not open now, "" when it is: the role, or the connection.
export function barred(role: Role): string {
  if (!may(role)) return whyNot(role);
  return connection.value === "offline" ? "Not while the connection is lost." : "";
}

export interface ActOptions {
  role?: Role;
  kind?: "primary" | "danger" | "quiet" | "";
  icon?: string;
  keys?: string;
  why?: string; // a further reason why not
  className?: string;
  label?: string; // the accessible name, of one that shows only its icon or whose text stands for several
}

// A button for an action: it stays visible when it is not allowed, and says why on focus and hover.
export function act(text: string, run: () => void, options: ActOptions = {}): TemplateResult {
  const why = options.why || (options.role ? barred(options.role) : "");
  return html`<button class="${options.kind ?? ""} ${options.className ?? ""} ${text ? "" : "square"}" type="button"
    aria-disabled=${why ? "true" : nothing} title=${ifDefined(why || options.label || undefined)}
    aria-label=${ifDefined(options.label)}
    @click=${() => (why ? toast(why) : run())}>${options.icon ? icon(options.icon) : ""}${text
      ? html`<span>${text}</span>` : ""}${options.keys ? html`<kbd aria-hidden="true">${options.keys}</kbd>` : ""}</button>`;
}

const tellWhole = (event: Event) => {
  const time = event.currentTarget as HTMLTimeElement;
  time.title = absolute(time.dateTime);
};

export const when = (time: string | undefined) =>
  (time ? html`<time datetime=${time} @pointerenter=${tellWhole}>${ago(time)}</time>` : nothing);

export function empty(text: string | TemplateResult, action: TemplateResult | typeof nothing = nothing): TemplateResult {
  return html`<div class="empty"><p>${text}</p>${action}</div>`;
}

export function failure(text: string, again?: () => void): TemplateResult {
  return html`<div class="banner bad" role="alert">${icon("warning")}<span>${text}</span>
    ${again ? html`<button @click=${again}>Try again</button>` : ""}</div>`;
}

export function skeleton(lines = 6): TemplateResult {
  return html`<div class="skeleton" aria-hidden="true">${Array.from({length: lines}, () => html`<div></div>`)}</div>`;
}

export function progressBar(part: number | undefined, label: string): TemplateResult {
  return html`<div class="progress ${part === undefined ? "unknown" : ""}" role="progressbar" aria-label=${label}
    aria-valuemin="0" aria-valuemax="100" aria-valuenow=${part === undefined ? nothing : Math.round(part * 100)}>
    <div .style=${part === undefined ? "" : `width:${Math.min(100, part * 100)}%`}></div></div>`;
}

// navigator.clipboard exists only in secure contexts: not at http://pi.lan.
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    area.style.position = "fixed";
    (document.querySelector("dialog[open]") ?? document.body).append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (!done) return toast("The browser did not let the text be copied.", "bad");
  }
  toast("Copied.");
}

export function copyButton(text: string, label = "Copy"): TemplateResult {
  return html`<button class="quiet square" type="button" aria-label=${label} title=${label}
    @click=${() => void copyText(text)}>${icon("copy")}</button>`;
}

export interface Tab {
  id: string;
  label: string | TemplateResult;
  panel?: string; // id of what it shows
}
// A tablist with a roving tabindex: arrows move, the tab that is shown has the focus.
export function tabs(label: string, list: Tab[], shown: string, show: (id: string) => void): TemplateResult {
  const step = (event: KeyboardEvent) => {
    const at = list.findIndex((tab) => tab.id === shown);
    const moves: Record<string, number> = {
      ArrowRight: (at + 1) % list.length, ArrowLeft: (at + list.length - 1) % list.length, Home: 0, End: list.length - 1,
    };
    const to = moves[event.key];
    const tab = to === undefined ? undefined : list[to];
    if (to === undefined || !tab) return;
    event.preventDefault();
    const bar = event.currentTarget as HTMLElement;
    show(tab.id);
    requestAnimationFrame(() => bar.querySelectorAll<HTMLElement>("[role=tab]")[to]?.focus());
  };
  return html`<div class="tabs" role="tablist" aria-label=${label} @keydown=${step}>${list.map((tab) => html`
    <button role="tab" type="button" id="tab-${tab.id}" aria-selected=${tab.id === shown ? "true" : "false"}
      aria-controls=${ifDefined(tab.panel)} tabindex=${tab.id === shown ? 0 : -1}
      @click=${() => show(tab.id)}>${tab.label}</button>`)}</div>`;
}
