// What several places show: who asks, the queue, the runs seen so far, the repository. Filled by
// reads and kept true by live events, which tell how something is, not how it changed.
import {signal, computed, batch} from "../../vendor/lit.js";
import {get} from "./api";
import {on, type Hello} from "./live";
import type {GitStatus, Queue, Role, Row, Stats, Whoami} from "./types";

export const me = signal<Whoami | undefined>(undefined);
const projectOfHello = signal("");
export const projectName = computed(() => me.value?.project?.name ?? projectOfHello.value);
// The project's directory on the server: tracebacks name files by it.
export const projectPath = () => me.value?.project?.path ?? "";
export const queue = signal<Queue | undefined>(undefined);
export const git = signal<GitStatus | undefined>(undefined);
export const gitError = signal(""); // why there is no status: no repository yet, say
export const stats = signal<Stats | undefined>(undefined);
export const updated = signal(false); // the server is another build than this page
export const refresh = signal(0); // grows when what is shown should be read again

// The latest rows that were told, by id; a place merges them into what it shows.
export const rows = signal<ReadonlyMap<string, Row>>(new Map());
const ROWS_KEPT = 500;

const ranks: Role[] = ["viewer", "runner", "editor", "admin"];
export const may = (role: Role) => ranks.indexOf(me.value?.role ?? "viewer") >= ranks.indexOf(role);
export const whyNot = (role: Role) =>
  may(role) ? "" : `This needs the role ${role}; you are signed in as ${me.value?.role ?? "nobody"}.`;

export const dirtyCount = computed(() => {
  const status = git.value;
  return status ? status.files.length + (status.files_left_out ?? 0) : 0;
});

export async function readMe(): Promise<void> {
  me.value = await get<Whoami>("/api/whoami");
}

export async function readGit(): Promise<void> {
  try {
    git.value = await get<GitStatus>("/api/git/status");
    gitError.value = "";
  } catch (error) {
    batch(() => {
      git.value = undefined;
      gitError.value = (error as Error).message;
    });
  }
}

// What comes in bursts changes what is shown at once, and then no more than ten times a second.
const PAUSE_MS = 100;
let pending = new Map<string, Row>();
let pendingQueue: Queue | undefined;
let isTooMuch = false;
let isDue = false;
let flushedAt = -PAUSE_MS;

function flushSoon(): void {
  if (isDue) return;
  isDue = true;
  const wait = flushedAt + PAUSE_MS - performance.now();
  setTimeout(() => requestAnimationFrame(flush), Math.max(0, wait));
}
// In a hidden page nothing is drawn: of more than can be kept it is only known that something came.
function putRow(row: Row): void {
  pending.set(row.id, row);
  isTooMuch ||= pending.size > ROWS_KEPT;
  if (isTooMuch) pending.clear();
  flushSoon();
}
function putQueue(state: Queue): void {
  pendingQueue = state;
  flushSoon();
}
function flush(): void {
  isDue = false;
  flushedAt = performance.now();
  batch(() => {
    queue.value = pendingQueue ?? queue.value;
    if (pending.size) rows.value = withPending();
    if (isTooMuch) refresh.value++;
  });
  isTooMuch = false;
  pending = new Map();
  pendingQueue = undefined;
}
function withPending(): Map<string, Row> {
  const all = new Map(rows.value);
  for (const [id, row] of pending) {
    all.delete(id);
    all.set(id, row);
  }
  for (const id of all.keys()) {
    if (all.size <= ROWS_KEPT) break;
    all.delete(id);
  }
  return all;
}

let first: Hello | undefined;
export function startStore(): void {
  on("run", putRow);
  on("queue", putQueue);
  on("stats", (data) => { stats.value = data; });
  on("git", (data) => { if (!data.operation) git.value = {...git.value, ...data}; });
  on("hello", (hello: Hello) => {
    projectOfHello.value = hello.project;
    if (first && (first.build ?? first.version) !== (hello.build ?? hello.version)) updated.value = true;
    if (first && hello.missed) {
      refresh.value++;
      void readGit();
    }
    first ??= hello;
  });
  void readGit();
}
