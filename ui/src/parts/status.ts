// The state of a run: a shape, a word, a colour, always all three; and how it ended, in words.
import {html, type TemplateResult} from "../../vendor/lit.js";
import {duration} from "../core/time";
import type {Row} from "../core/types";
import {icon} from "./icons";

interface Mark {
  word: string;
  icon: string;
  kind: "ok" | "bad" | "run" | "queued" | "cancel" | "lost" | "warn";
}

// The state alone does not say all: a run that was killed may have been cancelled or timed out.
export function mark(row: Row): Mark {
  switch (row.state) {
    case "queued": return {word: "Queued", icon: "clock", kind: "queued"};
    case "running": return {word: "Running", icon: "ring", kind: "run"};
    case "succeeded": return {word: "Succeeded", icon: "tick", kind: "ok"};
    case "cancelled": return {word: "Cancelled", icon: "barred", kind: "cancel"};
    case "lost": return {word: "Lost", icon: "broken", kind: "lost"};
  }
  if (row.reason === "cancelled") return {word: "Cancelled", icon: "barred", kind: "cancel"};
  if (row.reason === "timeout") return {word: "Timed out", icon: "late", kind: "bad"};
  if (row.reason === "lost") return {word: "Lost", icon: "broken", kind: "lost"};
  return {word: row.state === "killed" ? "Killed" : "Failed", icon: "cross", kind: "bad"};
}

export function status(row: Row): TemplateResult {
  const {word, icon: shape, kind} = mark(row);
  return html`<span class="status ${kind}">${icon(shape, row.state === "running" ? "spin" : "")}${word}</span>`;
}

export const isOver = (row: Row) => row.state !== "queued" && row.state !== "running";

// "exit status 1", "out of memory": why it is as it is, "" when the state's word says all.
export function outcome(row: Row): string {
  if (!isOver(row) || row.state === "succeeded") return "";
  switch (row.reason) {
    case "exited": return `exit status ${row.exit_code ?? "?"}`;
    case "signal": case "signaled": return `ended by signal ${row.signal ?? "?"}`;
    case "timeout": return `over its time${row.duration_ms ? ` after ${duration(row.duration_ms)}` : ""}`;
    case "cancelled": return "by order";
    case "lost": return "its end was not seen";
    case undefined: return row.exit_code === undefined ? "" : `exit status ${row.exit_code}`;
    default: return row.reason.replace(/_/g, " ");
  }
}

export function took(row: Row, nowMs: number): string {
  if (row.duration_ms !== undefined && isOver(row)) return duration(row.duration_ms);
  if (row.state === "running" && row.started_at) return duration(nowMs - Date.parse(row.started_at));
  return "";
}

export const shortId = (id: string) => id.slice(0, 13);
