// What the palette finds beside the shortcuts' commands: files, the latest runs, the pages of Settings,
// and what is set in one word.
import "./shell";
import {get} from "../core/api";
import {screenReader, theme} from "../core/prefs";
import {go, pathTo, route} from "../core/router";
import {may} from "../core/store";
import type {Entry, Row, Run} from "../core/types";
import {settingsPages} from "../places/settings_pages";
import {offer, openPalette, type Command} from "./palette";
import {signOut} from "./signin";

const FRESH_MS = 10_000;
let files: Promise<string[]> = Promise.resolve([]);
let readAt = -FRESH_MS;

// The paths of the project; read again when they are older than a few seconds.
function paths(): Promise<string[]> {
  if (performance.now() - readAt < FRESH_MS) return files;
  readAt = performance.now();
  files = get<{entries: Entry[]}>("/api/files", {recursive: true, limit: 10000}, {quiet: true})
    .then((answer) => answer.entries.filter((entry) => entry.type !== "dir").map((entry) => entry.name), () => []);
  return files;
}

async function findFiles(text: string): Promise<Command[]> {
  if (!text || route.value.parts[0] === "code") return []; // there the tree knows them
  return (await paths()).map((path) => ({label: path, detail: "file", run: () => go(pathTo("/code", path))}));
}

const PAUSE_MS = 150;
let latest = "";

// The server is asked when the typing pauses.
async function findRuns(text: string): Promise<Command[]> {
  latest = text;
  if (text.trim().length < 2) return [];
  await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  if (latest !== text) return [];
  const [answer, named] = await Promise.all([
    get<{runs: Row[]}>("/api/runs", {q: text.trim(), limit: 5}, {quiet: true}).catch(() => ({runs: []})),
    namedRun(text.trim()),
  ]);
  return [...named, ...answer.runs.map((row) => command(`${row.title ?? "run"} ${row.id.slice(0, 13)}`, row))];
}

const command = (label: string, row: {id: string; state: string}): Command =>
  ({label, detail: `run, ${row.state}`, run: () => go(`/runs/${row.id}`)});

// The run whose id begins so, or @1 for the newest and so on.
async function namedRun(text: string): Promise<Command[]> {
  if (!/^(@\d+|[0-9a-f][0-9a-f-]{3,35})$/i.test(text)) return [];
  const run = await get<Run>("/api/run/status", {run_id: text}, {quiet: true}).catch(() => undefined);
  return run ? [command(`${text.startsWith("@") ? `${text} ` : ""}${run.title ?? run.job?.script ?? "run"} ${run.id}`, run)] : [];
}

const themes = [["light", "Theme: light"], ["dark", "Theme: dark"], ["system", "Theme: as the system"]] as const;

function findSettings(text: string): Command[] {
  if (!text) return [];
  return [
    ...settingsPages.filter((page) => may(page.role)).map((page) => ({label: `Settings: ${page.label}`, detail: "page", run: () => go(`/settings/${page.id}`)})),
    ...themes.map(([id, label]) => ({label, detail: "set", run: () => { theme.value = id; }})),
    {label: `Read terminals to a screen reader: ${screenReader.value ? "off" : "on"}`, detail: "set", run: () => { screenReader.value = !screenReader.value; }},
    {label: "History of commits", detail: "page", run: () => go("/changes/log")},
    {label: "Inbox: files that came and were refused", detail: "page", run: () => go("/runs/inbox")},
    {label: "Sign out", detail: "set", run: () => void signOut()},
  ];
}

offer(findFiles);
offer(findRuns);
offer(findSettings);
export {openPalette};
