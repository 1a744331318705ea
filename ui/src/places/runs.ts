// Runs: the history and what waits (/runs), the files that came through the door (/runs/inbox), one
// run (/runs/ID), two of them compared (/runs/ID..ID).
import type {Route} from "../core/router";
import {compareView, enterCompare} from "./runs/compare";
import {enterInbox, inboxView, leaveInbox} from "./runs/inbox";
import {enterList, leaveList, listView} from "./runs/list";
import {enterRun, leaveRun, runTitle, runView} from "./runs/run";
import type {Place} from "./place";

const kind = (route: Route) => {
  const part = route.parts[1] ?? "";
  return part === "" ? "list" : part === "inbox" ? "inbox" : part.includes("..") ? "compare" : "run";
};

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
    else if (next === "compare") enterCompare(route.parts[1]!);
    else enterRun(route.parts[1]!, route);
  },
  leave: leaveInside,
  view(route) {
    switch (kind(route)) {
      case "list": return listView(route);
      case "inbox": return inboxView();
      case "compare": return compareView();
      default: return runView();
    }
  },
};
