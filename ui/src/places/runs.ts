// Runs: the history and what waits (/runs), the files that came through the door (/runs/inbox), one
// run (/runs/ID), two of them compared (/runs/ID..ID).
import "../parts/shell";
import {html, signal} from "../../vendor/lit.js";
import {said} from "../core/api";
import type {Route} from "../core/router";
import {failure, skeleton} from "../parts/bits";
import {enterInbox, inboxView, leaveInbox} from "./runs/inbox";
import {enterList, leaveList, listView} from "./runs/list";
import {enterRun, leaveRun, runTitle, runView} from "./runs/run";
import type {Place} from "./place";

const kind = (route: Route) => {
  const part = route.parts[1] ?? "";
  return part === "" ? "list" : part === "inbox" ? "inbox" : part.includes("..") ? "compare" : "run";
};

// Comparing is rare: its code comes when it is asked for.
const compare = signal<typeof import("./runs/compare") | undefined>(undefined);
const problem = signal("");

async function enterCompare(pair: string): Promise<void> {
  try {
    compare.value ??= await import("./runs/compare");
    compare.value.enterCompare(pair);
    problem.value = "";
  } catch (error) {
    problem.value = said(error);
  }
}

let inside = "";
function leaveInside(): void {
  if (inside === "list") leaveList();
  else if (inside === "inbox") leaveInbox();
  else if (inside === "run") leaveRun();
  inside = "";
}

export const place: Place & {isFull: boolean} = {
  isFull: false,
  title: (route) => (kind(route) === "run" ? runTitle() : kind(route) === "compare" ? "Compare runs" : "Runs"),
  enter(route) {
    const next = kind(route);
    if (next !== inside) leaveInside();
    inside = next;
    place.isFull = next === "run";
    if (next === "list") enterList(route);
    else if (next === "inbox") enterInbox();
    else if (next === "compare") void enterCompare(route.parts[1]!);
    else enterRun(route.parts[1]!, route);
  },
  leave: leaveInside,
  view(route) {
    switch (kind(route)) {
      case "list": return listView(route);
      case "inbox": return inboxView();
      case "compare": return compare.value?.compareView()
        ?? html`<h1>Compare runs</h1>${problem.value ? failure(problem.value, () => void enterCompare(route.parts[1]!)) : skeleton()}`;
      default: return runView();
    }
  },
};
