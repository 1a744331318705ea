// The connection of this page to one terminal: bytes both ways, each once and in order. It knows the
// offset of the next byte; when it is cut it comes back by itself and goes on there.
// Source: docs/http-api.md, "Terminals".
import {signal} from "../../../vendor/lit.js";

const ACK_EVERY = 65_536;
const PIECE = 16_384; // bytes of input in one message
const FIRST_PAUSE_MS = 300;
const LONGEST_PAUSE_MS = 8_000;

export type LinkState = "opening" | "open" | "cut" | "ended";

interface Told {
  at?: number;
  cols?: number;
  rows?: number;
  size?: [number, number];
  exit?: number;
  reason?: string;
  error?: string;
}

export interface LinkHost {
  print(bytes: Uint8Array, done: () => void): void; // DONE: it is shown
  resized(cols: number, rows: number): void; // the size in force
  skipped(count: number): void; // so many bytes are no longer kept
  returned(): void; // after a cut
  complained(text: string): void;
  whyGone(): Promise<string>; // "": the session is there
}

export class TermLink {
  readonly state = signal<LinkState>("opening");
  readonly exitCode = signal<number | undefined>(undefined);
  readonly reason = signal(""); // of the end
  private socket: WebSocket | undefined;
  private offset = 0; // of the next byte
  private acked = 0;
  private pause = FIRST_PAUSE_MS;
  private timer = 0;
  private isOver = false;
  private wish = {cols: 0, rows: 0}; // what this window has room for
  private asked = {cols: 0, rows: 0}; // and what the server was told of it

  constructor(private readonly id: string, private readonly host: LinkHost) {
    addEventListener("online", this.now);
    addEventListener("offline", this.lose);
    document.addEventListener("visibilitychange", this.seen);
  }

  open(): void {
    clearTimeout(this.timer);
    if (this.isOver || this.socket) return;
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const {cols, rows} = this.wish;
    const size = cols ? `&cols=${cols}&rows=${rows}` : "";
    const socket = new WebSocket(`${scheme}://${location.host}/api/term?id=${encodeURIComponent(this.id)}&from=${this.offset}${size}`);
    let isIn = false;
    socket.binaryType = "arraybuffer";
    this.socket = socket;
    this.asked = {cols, rows};
    socket.onopen = () => { isIn = true; };
    socket.onmessage = (event) => (typeof event.data === "string" ? this.told(JSON.parse(event.data)) : this.came(new Uint8Array(event.data)));
    socket.onclose = (event) => this.closed(event, isIn);
  }

  // This window has room for so much. The server answers with the size in force, which is that of the
  // smallest window.
  resize(cols: number, rows: number): void {
    this.wish = {cols, rows};
    if (this.state.value !== "open" || (cols === this.asked.cols && rows === this.asked.rows)) return;
    this.asked = {cols, rows};
    this.tell({resize: [cols, rows]});
  }

  // False: it is cut, and nothing was sent.
  send(text: string | Uint8Array): boolean {
    if (this.state.value !== "open" || this.socket?.readyState !== WebSocket.OPEN) return false;
    const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
    for (let at = 0; at < bytes.length; at += PIECE) this.socket.send(bytes.slice(at, at + PIECE));
    return true;
  }

  close(): void {
    this.finish();
    this.drop();
  }

  private tell(message: unknown): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  // ---- what comes ----

  private came(bytes: Uint8Array): void {
    this.offset += bytes.length;
    const upTo = this.offset;
    this.host.print(bytes, () => {
      if (upTo - this.acked < ACK_EVERY) return;
      this.acked = upTo;
      this.tell({ack: upTo});
    });
  }

  private told(message: Told): void {
    if (message.at !== undefined) this.begun(message.at, message.cols ?? 0, message.rows ?? 0);
    if (message.size) this.host.resized(message.size[0], message.size[1]);
    if (message.error) this.host.complained(message.error);
    if (message.exit !== undefined) {
      this.exitCode.value = message.exit;
      this.end(message.reason ?? "");
    }
  }

  private begun(at: number, cols: number, rows: number): void {
    const wasCut = this.state.value === "cut";
    if (cols && rows) this.host.resized(cols, rows);
    if (at > this.offset) this.host.skipped(at - this.offset);
    this.offset = this.acked = at;
    this.pause = FIRST_PAUSE_MS;
    this.state.value = "open";
    if (this.wish.cols) this.resize(this.wish.cols, this.wish.rows); // it may have changed meanwhile
    if (wasCut) this.host.returned();
  }

  // ---- what breaks ----

  // 4404: there is no such session (any more). Else it is there, or a page cannot see why not (a refusal
  // of the handshake has no status here): then the API is asked.
  private closed(event: CloseEvent, wasIn: boolean): void {
    this.socket = undefined;
    if (this.isOver) return;
    if (event.code === 4404) return this.end(event.reason || "The session has ended.");
    this.state.value = "cut";
    if (wasIn) return this.later();
    void this.host.whyGone().then((why) => (why ? this.end(why) : this.later()));
  }

  private later(): void {
    if (this.isOver) return;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.open(), this.pause);
    this.pause = Math.min(LONGEST_PAUSE_MS, this.pause * 1.7);
  }

  private readonly now = () => {
    if (this.isOver || this.socket) return;
    this.pause = FIRST_PAUSE_MS;
    this.open();
  };
  private readonly seen = () => { if (!document.hidden) this.now(); };

  // The browser knows that it is cut before the connection does.
  private readonly lose = () => {
    if (this.isOver) return;
    this.drop();
    this.state.value = "cut";
    this.later();
  };

  private drop(): void {
    const socket = this.socket;
    this.socket = undefined;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  private end(reason: string): void {
    this.finish();
    this.reason.value = reason;
    this.state.value = "ended";
  }

  private finish(): void {
    this.isOver = true;
    clearTimeout(this.timer);
    removeEventListener("online", this.now);
    removeEventListener("offline", this.lose);
    document.removeEventListener("visibilitychange", this.seen);
  }
}
