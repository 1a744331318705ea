// Times as people read them. One timer ticks for all of the page; the server's clock counts.
import {signal} from "../../vendor/lit.js";
import {skew} from "./live";

export const now = signal(Date.now());

export function startClock(): void {
  setInterval(() => { if (!document.hidden) now.value = Date.now() + skew.value; }, 1000);
  document.addEventListener("visibilitychange", () => { now.value = Date.now() + skew.value; });
}

export function duration(ms: number): string {
  if (ms < 1000) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < 60_000) return `${Math.min(59.9, ms / 1000).toFixed(1)} s`;
  if (ms < 3_600_000) return `${Math.floor(ms / 60_000)} min ${Math.floor((ms % 60_000) / 1000)} s`;
  if (ms < 86_400_000) return `${Math.floor(ms / 3_600_000)} h ${Math.floor((ms % 3_600_000) / 60_000)} min`;
  return `${Math.floor(ms / 86_400_000)} d ${Math.floor((ms % 86_400_000) / 3_600_000)} h`;
}

// "5 min ago", "in 3 s"; ticks when it is read in a view.
export function ago(time: string | undefined): string {
  if (!time) return "";
  const ms = now.value - Date.parse(time);
  const size = Math.abs(ms);
  const text = size < 60_000 ? `${Math.floor(size / 1000)} s`
    : size < 3_600_000 ? `${Math.floor(size / 60_000)} min`
    : size < 86_400_000 ? `${Math.floor(size / 3_600_000)} h`
    : `${Math.floor(size / 86_400_000)} d`;
  return ms < -999 ? `in ${text}` : size < 1000 ? "just now" : `${text} ago`;
}

// The browser's own words for a date take it some 40 ms to learn: only who points at a time waits for them.
let full: Intl.DateTimeFormat | undefined;
export function absolute(time: string | undefined): string {
  full ??= new Intl.DateTimeFormat(undefined, {dateStyle: "medium", timeStyle: "medium"});
  return time ? full.format(new Date(time)) : "";
}

const digits = (count: number, width = 2) => String(count).padStart(width, "0");
// "14:03", in the browser's zone.
export function clockTime(time: number | string): string {
  const at = new Date(time);
  return `${digits(at.getHours())}:${digits(at.getMinutes())}`;
}

// "14:03:07.120", in the browser's zone.
export function stamp(time: string): string {
  const at = new Date(time);
  return `${clockTime(time)}:${digits(at.getSeconds())}.${digits(at.getMilliseconds(), 3)}`;
}

export function bytes(count: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let unit = 0;
  while (Math.round(count) >= 1000 && unit < units.length - 1) {
    count /= 1000;
    unit++;
  }
  return `${unit === 0 || count >= 99.95 ? Math.round(count) : count.toFixed(1)} ${units[unit]}`;
}
