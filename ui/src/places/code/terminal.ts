// Terminals: sessions that the server owns. A page attaches to one at the byte where it is; when it is
// cut it comes back by itself, and nothing is shown twice or lost.
import {FitAddon, SearchAddon, Terminal, WebLinksAddon} from "../../../vendor/term.js";
import {signal} from "../../../vendor/lit.js";
import {screenReader} from "../../core/prefs";

const ACK_EVERY = 65_536;

// Its style sheet is fetched with the first terminal.
function addStyle(): void {
  if (document.querySelector(`link[href="${XTERM_CSS}"]`)) return;
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = XTERM_CSS;
  document.head.append(link);
}

export type Link = "opening" | "open" | "cut" | "ended";

export class TerminalView {
  readonly element = document.createElement("div");
  readonly link = signal<Link>("opening");
  readonly note = signal("");
  readonly exitCode = signal<number | undefined>(undefined);
  readonly search = new SearchAddon();
  private readonly term: Terminal;
  private readonly fitter = new FitAddon();
  private socket: WebSocket | undefined;
  private offset = 0;
  private acked = 0;
  private pause = 300;
  private timer = 0;
  private wasCut = false;
  private isClosed = false;
  private readonly watcher = new ResizeObserver(() => this.fit());
  private readonly media = matchMedia("(prefers-color-scheme: dark)");

  constructor(readonly id: string) {
    addStyle();
    this.element.className = "terminal";
    this.term = new Terminal({
      fontFamily: getComputedStyle(document.documentElement).getPropertyValue("--mono"), fontSize: 13, scrollback: 5000,
      minimumContrastRatio: 4.5, screenReaderMode: screenReader.value, theme: this.theme(), allowProposedApi: true,
    });
    this.term.loadAddon(this.fitter);
    this.term.loadAddon(this.search);
    this.term.loadAddon(new WebLinksAddon((_event, uri) => window.open(uri, "_blank", "noopener")));
    this.term.onData((data) => this.send(new TextEncoder().encode(data)));
    this.term.onBinary((data) => this.send(Uint8Array.from(data, (letter) => letter.charCodeAt(0))));
    this.term.onResize(() => this.tellSize());
    this.term.attachCustomKeyEventHandler((event) => this.ownKey(event));
    this.media.addEventListener("change", this.recolour);
  }

  // Show it in HOST, which must be in the page.
  attach(host: HTMLElement): void {
    if (this.element.parentElement !== host) host.replaceChildren(this.element);
    if (!this.term.element) {
      this.term.open(this.element);
      this.watcher.observe(this.element);
      this.fit();
      this.open();
    } else {
      requestAnimationFrame(() => this.fit());
    }
  }

  private theme(): Record<string, string> {
    const style = getComputedStyle(document.documentElement);
    const token = (name: string) => style.getPropertyValue(name).trim();
    const names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];
    const bright = names.map((name) => "bright" + name.charAt(0).toUpperCase() + name.slice(1));
    return {
      background: token("--bg"), foreground: token("--fg"), cursor: token("--fg"), selectionBackground: token("--run-bg"),
      ...Object.fromEntries([...names, ...bright].map((name, index) => [name, token(`--ansi${index}`)])),
    };
  }
  private readonly recolour = () => { this.term.options.theme = this.theme(); };

  // F6 leaves the terminal; Ctrl+Shift+C, V, F and ` are the page's; all other keys are the program's.
  private ownKey(event: KeyboardEvent): boolean {
    if (event.type !== "keydown") return true;
    if (event.key === "F6") return false;
    if (!event.ctrlKey) return true;
    if (event.code === "Backquote") return false;
    if (!event.shiftKey) return true;
    if (event.code === "KeyC") {
      event.preventDefault();
      void navigator.clipboard?.writeText(this.term.getSelection());
      return false;
    }
    return event.code !== "KeyV" && event.code !== "KeyF";
  }

  private fit(): void {
    if (this.element.offsetParent !== null) this.fitter.fit();
  }

  private tellSize(): void {
    this.tell({resize: [this.term.cols, this.term.rows]});
  }

  private tell(message: unknown): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  send(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length && this.socket?.readyState === WebSocket.OPEN; at += 16_384) {
      this.socket.send(bytes.slice(at, at + 16_384));
    }
  }

  type(text: string): void {
    this.send(new TextEncoder().encode(text));
  }
  paste(text: string): void {
    this.term.paste(text);
  }

  private open(): void {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const socket = new WebSocket(`${scheme}://${location.host}/api/term?id=${encodeURIComponent(this.id)}&from=${this.offset}`);
    socket.binaryType = "arraybuffer";
    this.socket = socket;
    socket.onopen = () => {
      this.pause = 300;
      this.link.value = "open";
      this.tellSize();
      if (this.wasCut) this.term.write("\r\n\x1b[2m── reconnected ──\x1b[0m\r\n");
      this.wasCut = false;
    };
    socket.onmessage = (event) => (typeof event.data === "string" ? this.told(JSON.parse(event.data)) : this.came(new Uint8Array(event.data)));
    socket.onclose = (event) => { if (socket === this.socket) this.cut(event); };
  }

  private came(bytes: Uint8Array): void {
    this.offset += bytes.length;
    const upTo = this.offset;
    this.term.write(bytes, () => {
      if (upTo - this.acked < ACK_EVERY) return;
      this.acked = upTo;
      this.tell({ack: upTo});
    });
  }

  private told(message: {at?: number; exit?: number; error?: string}): void {
    if (message.at !== undefined) {
      if (message.at > this.offset) this.term.write(`\r\n\x1b[2m── ${message.at - this.offset} bytes are no longer kept ──\x1b[0m\r\n`);
      this.offset = this.acked = message.at;
    }
    if (message.exit !== undefined) {
      this.exitCode.value = message.exit;
      this.link.value = "ended";
    }
    if (message.error) this.note.value = message.error;
  }

  private cut(event: CloseEvent): void {
    this.socket = undefined;
    if (this.isClosed || this.link.value === "ended") return;
    if (event.code === 1008 || event.code === 4404) {
      this.link.value = "ended";
      this.note.value = event.reason || "The session has ended.";
      return;
    }
    this.link.value = "cut";
    this.wasCut = this.offset > 0;
    this.timer = window.setTimeout(() => this.open(), this.pause);
    this.pause = Math.min(8000, this.pause * 1.7);
  }

  focus(): void {
    this.term.focus();
  }

  // The session goes on; only this page leaves it.
  close(): void {
    this.isClosed = true;
    clearTimeout(this.timer);
    this.media.removeEventListener("change", this.recolour);
    this.watcher.disconnect();
    this.socket?.close();
    this.term.dispose();
  }
}
