// The live connection: one WebSocket a tab carries the events of the project and the output of the
// runs that are followed. Being cut is a state, not an error: it comes back by itself, asks for what
// it missed, and follows each run on at the next byte.
import {signal} from "../../vendor/lit.js";

export type Connection = "connecting" | "live" | "reconnecting" | "offline";
export const connection = signal<Connection>("connecting");
export const nextTry = signal(0); // when, in ms of Date.now(); 0: none is planned
export const isSignedOut = signal(false); // the session has ended: nothing is tried until somebody signs in
export const skew = signal(0); // the server's clock minus ours, ms

export interface Hello {
  boot: string;
  seq: number;
  time: string;
  version: string;
  build?: string;
  project: string;
  role: string;
  name: string;
  missed?: boolean;
}
interface Message {
  event: string;
  id?: string;
  run_id?: string;
  data: any;
}

type Listener = (data: any, message: Message) => void;
const listeners = new Map<string, Set<Listener>>();

// Call LISTENER for each event NAME; `hello` is one too: after it, what is shown should be read again
// when it says `missed` or another boot. Returns the end of it.
export function on(name: string, listener: Listener): () => void {
  const set = listeners.get(name) ?? new Set();
  listeners.set(name, set.add(listener));
  return () => set.delete(listener);
}

interface Follow {
  run: string;
  id: string; // of the last event: the place of the next byte
  offset: number;
  tell: (event: string, data: any) => void;
}
const follows = new Set<Follow>();
const topics = ["run", "queue", "spool", "file", "git", "term", "preview"];

const REFUSED = 1008; // RFC 6455 7.4.1, of one whose session has ended

let socket: WebSocket | undefined;
let lastId = "";
let pause = 500;
let timer = 0;
let heard = 0;
let wantsStats = 0;
let boot = "";

// TELL gets `output`, `state` and `end` of RUN from byte OFFSET on (see docs/http-api.md).
export function follow(run: string, offset: number, tell: Follow["tell"]): () => void {
  const one: Follow = {run, id: "", offset, tell};
  follows.add(one);
  if (socket?.readyState === WebSocket.OPEN) askFor(one);
  return () => {
    follows.delete(one);
    if (socket?.readyState === WebSocket.OPEN && ![...follows].some((other) => other.run === run)) {
      socket.send(JSON.stringify({unfollow: run}));
    }
  };
}

function askFor(one: Follow): void {
  socket!.send(JSON.stringify(one.id ? {follow: one.run, id: one.id} : {follow: one.run, offset: one.offset}));
}

// The machine's figures every 5 s, while somebody looks at them.
export function watchStats(): () => void {
  wantsStats++;
  subscribe();
  return () => {
    wantsStats--;
    subscribe();
  };
}

function subscribe(): void {
  if (socket?.readyState !== WebSocket.OPEN) return;
  socket.send(JSON.stringify({subscribe: wantsStats ? [...topics, "stats"] : topics}));
}

function tell(message: Message): void {
  for (const listener of listeners.get(message.event) ?? []) listener(message.data, message);
}

function received(message: Message): void {
  if (message.run_id) {
    for (const one of [...follows]) {
      if (one.run !== message.run_id) continue;
      if (message.id) one.id = message.id;
      one.tell(message.event, message.data);
    }
    return;
  }
  if (message.id) lastId = message.id;
  if (message.event === "hello") greeted(message.data as Hello);
  if (message.event === "bye") pause = Math.max(100, Math.min(2000, message.data?.retry_ms ?? 500));
  tell(message);
}

function greeted(hello: Hello): void {
  skew.value = Date.parse(hello.time) - Date.now();
  if (boot && boot !== hello.boot) hello.missed = true;
  boot = hello.boot;
  pause = 500;
  connection.value = "live";
  nextTry.value = 0;
}

function open(): void {
  clearTimeout(timer);
  nextTry.value = 0;
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  const query = lastId ? `?last_id=${encodeURIComponent(lastId)}` : "";
  const mine = new WebSocket(`${scheme}://${location.host}/api/events${query}`);
  socket = mine;
  let wasOpen = false;
  mine.onopen = () => {
    wasOpen = true;
    isSignedOut.value = false;
    heard = Date.now();
    subscribe();
    for (const one of follows) askFor(one);
  };
  mine.onmessage = (event) => {
    heard = Date.now();
    received(JSON.parse(event.data));
  };
  mine.onclose = (event) => {
    if (socket !== mine) return;
    closed();
    if (!wasOpen || event.code === REFUSED) void askWhy();
  };
}

// A socket does not tell a page why it was refused.
async function askWhy(): Promise<void> {
  const answer = await fetch("/api/whoami", {credentials: "same-origin"}).catch(() => undefined);
  if (answer?.status !== 401 || socket) return;
  clearTimeout(timer);
  nextTry.value = 0;
  isSignedOut.value = true;
}

const lostAt = {time: 0};
function closed(): void {
  socket = undefined;
  if (connection.value === "live" || connection.value === "connecting") {
    lostAt.time = Date.now();
    connection.value = "reconnecting";
  }
  if (Date.now() - lostAt.time > 3000) connection.value = "offline";
  const wait = pause * (0.8 + Math.random() * 0.4);
  pause = Math.min(8000, pause * 1.7);
  nextTry.value = Date.now() + wait;
  timer = window.setTimeout(open, wait);
  window.setTimeout(() => { if (!socket && connection.value === "reconnecting") connection.value = "offline"; }, 3100);
}

export function tryNow(): void {
  if (socket && socket.readyState <= WebSocket.OPEN) return;
  pause = 500;
  open();
}

// A half-open connection says nothing: the server pings every 20 s at the protocol's level, which a
// page cannot see; so after a while of silence it is asked for its events again.
function probe(): void {
  if (socket?.readyState === WebSocket.OPEN && Date.now() - heard > 25000) subscribe();
}

export function startLive(): void {
  open();
  setInterval(probe, 10000);
  addEventListener("online", tryNow);
  addEventListener("offline", () => {
    if (!socket) return;
    lostAt.time = 0;
    socket.close();
    const mine = socket;
    mine.onclose = null;
    closed();
  });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) tryNow(); });
}

export function stopLive(): void {
  clearTimeout(timer);
  if (socket) socket.onclose = null;
  socket?.close();
  socket = undefined;
}
