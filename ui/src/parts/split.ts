// A separator between two regions, moved by pointer and by arrow keys; its size is kept per browser.
import {html, type TemplateResult, type Signal} from "../../vendor/lit.js";

export interface SplitOptions {
  label: string;
  size: Signal<number>; // px of the region before it, or behind it when isAfter
  min: number;
  max: number;
  isAfter?: boolean;
  isRow?: boolean; // it lies: regions above and below
}

export function split({label, size, min, max, isAfter, isRow}: SplitOptions): TemplateResult {
  const put = (to: number) => { size.value = Math.round(Math.max(min, Math.min(max, to))); };
  const sign = isAfter ? -1 : 1;
  const grab = (event: PointerEvent) => {
    const handle = event.currentTarget as HTMLElement;
    const start = isRow ? event.clientY : event.clientX;
    const before = size.value;
    handle.setPointerCapture(event.pointerId);
    const move = (next: PointerEvent) => put(before + sign * ((isRow ? next.clientY : next.clientX) - start));
    handle.addEventListener("pointermove", move);
    handle.addEventListener("lostpointercapture", () => handle.removeEventListener("pointermove", move), {once: true});
  };
  const key = (event: KeyboardEvent) => {
    const step = event.shiftKey ? 64 : 16;
    const steps: Record<string, number> = isRow ? {ArrowUp: -step, ArrowDown: step} : {ArrowLeft: -step, ArrowRight: step};
    if (event.key === "Home") put(min);
    else if (event.key === "End") put(max);
    else if (steps[event.key] !== undefined) put(size.value + sign * steps[event.key]!);
    else return;
    event.preventDefault();
  };
  return html`<div class="separator ${isRow ? "row" : ""}" role="separator" tabindex="0" aria-label=${label}
    aria-orientation=${isRow ? "horizontal" : "vertical"} aria-valuemin=${min} aria-valuemax=${max} aria-valuenow=${size.value}
    @pointerdown=${grab} @keydown=${key}></div>`;
}
