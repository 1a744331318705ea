// Changes: the work tree against the last commit (/changes), and the history (/changes/log, ?at=ID).
import "../parts/shell";
import {git} from "../core/store";
import {enterLog, leaveLog, logView} from "./changes/log";
import {enterWork, leaveWork, workView} from "./changes/work";
import type {Place} from "./place";

const isLog = (part: string | undefined) => part === "log";

export const place: Place = {
  title: () => (git.value?.branch ? `Changes on ${git.value.branch}` : "Changes"),
  enter(route) {
    if (isLog(route.parts[1])) {
      leaveWork();
      enterLog(route);
    } else {
      leaveLog();
      enterWork();
    }
  },
  leave() {
    leaveWork();
    leaveLog();
  },
  view: (route) => (isLog(route.parts[1]) ? logView(route) : workView()),
};
