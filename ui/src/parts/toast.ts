// Short news in a polite live region: 5 seconds, longer while the pointer or the focus is on it.
import {html, signal, repeat, type TemplateResult} from "../../vendor/lit.js";
import {icon} from "./icons";

interface Toast {
  id: number;
  kind: "ok" | "bad" | "info";
  text: string;
  action?: {label: string; run: () => void};
  timer: number;
}

const toasts = signal<Toast[]>([]);
let last = 0;

function drop(id: number): void {
  toasts.value = toasts.value.filter((toast) => toast.id !== id);
}

function arm(toast: Toast): void {
  clearTimeout(toast.timer);
  toast.timer = window.setTimeout(() => drop(toast.id), toast.action ? 8000 : 5000);
}

export function toast(text: string, kind: Toast["kind"] = "info", action?: Toast["action"]): void {
  const one: Toast = {id: ++last, kind, text, action, timer: 0};
  toasts.value = [...toasts.value.slice(-3), one];
  arm(one);
}

export function toastList(): TemplateResult {
  return html`<div class="toasts" role="status" aria-live="polite">
    ${repeat(toasts.value, (one) => one.id, (one) => html`
      <div class="toast ${one.kind}" @mouseenter=${() => clearTimeout(one.timer)} @mouseleave=${() => arm(one)}
           @focusin=${() => clearTimeout(one.timer)} @focusout=${() => arm(one)}>
        <span>${one.text}</span>
        ${one.action ? html`<button class="quiet" @click=${() => { one.action!.run(); drop(one.id); }}>${one.action.label}</button>` : ""}
        <button class="quiet square" aria-label="Dismiss" @click=${() => drop(one.id)}>${icon("close")}</button>
      </div>`)}
  </div>`;
}
