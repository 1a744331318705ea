// A terminal as this page shows it: xterm.js over a TermLink. The session is the server's and outlives
// the page.
import "../../parts/shell";
import {FitAddon, SearchAddon, Terminal, WebLinksAddon} from "../../../vendor/term.js";
import {effect, signal} from "../../../vendor/lit.js";
import {screenReader, theme} from "../../core/prefs";
import {copyText} from "../../parts/bits";
import {TermLink} from "./term_link";

const RETURNED_MS = 5_000; // how long it is told

// Its style sheet is fetched with the first terminal.
function addStyle(): void {
  if (document.querySelector(`link[href="${XTERM_CSS}"]`)) return;
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = XTERM_CSS;
  document.head.append(link);
}

export interface TerminalHost {
  whyGone(): Promise<string>;
  find(): void; // Ctrl+Shift+F
}

export class TerminalView {
  readonly element = document.createElement("div");
  readonly note = signal("");
  readonly size = signal({cols: 0, rows: 0}); // in force
  readonly found = signal(""); // "2 of 7"
  readonly link: TermLink;
  private readonly term: Terminal;
  private readonly fitter = new FitAddon();
  private readonly search = new SearchAddon();
  private noteTimer = 0;
  private readonly watcher = new ResizeObserver(() => this.fit());
  private readonly media = matchMedia("(prefers-color-scheme: dark)");
  private readonly ends: (() => void)[] = [];

  constructor(id: string, private readonly host: TerminalHost) {
    addStyle();
    this.element.className = "terminal-view";
    this.term = new Terminal({
      fontFamily: getComputedStyle(document.documentElement).getPropertyValue("--mono"), fontSize: 13, scrollback: 5000,
      minimumContrastRatio: 4.5, allowProposedApi: true,
    });
    this.link = new TermLink(id, {
      print: (bytes, done) => this.term.write(bytes, done),
      resized: (cols, rows) => this.resized(cols, rows),
      skipped: (count) => this.skipped(count),
      returned: () => this.tell("Reconnected: nothing is lost.", RETURNED_MS),
      complained: (text) => this.tell(text),
      whyGone: () => host.whyGone(),
    });
    this.load();
  }

  private load(): void {
    this.term.loadAddon(this.fitter);
    this.term.loadAddon(this.search);
    this.term.loadAddon(new WebLinksAddon((_event, uri) => window.open(uri, "_blank", "noopener")));
    this.term.onData((data) => void this.link.send(data));
    this.term.onBinary((data) => void this.link.send(Uint8Array.from(data, (letter) => letter.charCodeAt(0))));
    this.term.attachCustomKeyEventHandler((event) => this.ownKey(event));
    this.search.onDidChangeResults(({resultIndex, resultCount}) => {
      this.found.value = resultCount ? `${resultIndex + 1} of ${resultCount}` : "not found";
    });
    this.media.addEventListener("change", this.recolour);
    this.ends.push(
      effect(() => {
        void theme.value;
        queueMicrotask(this.recolour); // after the page has changed its own
      }),
      effect(() => { this.term.options.screenReaderMode = screenReader.value; }),
    );
  }

  // Show it in HOST, which must be in the page.
  attach(host: HTMLElement): void {
    if (this.element.parentElement !== host) host.replaceChildren(this.element);
    if (!this.term.element) {
      this.term.open(this.element);
      this.watcher.observe(this.element);
      this.fit();
      this.link.open();
    }
  }

  private readonly recolour = () => {
    const style = getComputedStyle(document.documentElement);
    const token = (name: string) => style.getPropertyValue(name).trim();
    const names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];
    const bright = names.map((name) => "bright" + name.charAt(0).toUpperCase() + name.slice(1));
    this.term.options.theme = {
      background: token("--bg"), foreground: token("--fg"), cursor: token("--fg"), cursorAccent: token("--bg"),
      selectionBackground: token("--run-bg"),
      ...Object.fromEntries([...names, ...bright].map((name, index) => [name, token(`--ansi${index}`)])),
    };
  };

  // F6 leaves the terminal; Ctrl+Shift+C, V, F and ` are the page's; all other keys are the program's.
  private ownKey(event: KeyboardEvent): boolean {
    if (event.key === "F6") return false;
    if (!event.ctrlKey) return true;
    if (event.code === "Backquote") return false;
    if (!event.shiftKey || !/^Key[CVF]$/.test(event.code)) return true;
    if (event.code === "KeyV" || event.type !== "keydown") return false; // V: the browser pastes
    event.preventDefault();
    if (event.code === "KeyF") this.host.find();
    else if (this.term.hasSelection()) void this.copy();
    return false;
  }

  // ---- size ----

  private fit(): void {
    if (this.element.offsetParent === null) return;
    const room = this.fitter.proposeDimensions();
    if (!room || !Number.isFinite(room.cols) || !Number.isFinite(room.rows)) return;
    this.link.resize(room.cols, room.rows);
    if (this.link.state.value !== "open") this.resized(room.cols, room.rows);
  }

  private resized(cols: number, rows: number): void {
    this.term.resize(cols, rows);
    this.size.value = {cols, rows};
  }

  // ---- words ----

  // A program of the whole screen is left alone.
  private skipped(count: number): void {
    if (this.term.buffer.active.type === "normal") this.term.write(`\x1b[0m\r\n\x1b[2m── ${count} bytes before this are no longer kept ──\x1b[0m\r\n`);
    else this.tell(`${count} bytes are no longer kept; Ctrl+L draws most programs anew.`);
  }

  private tell(text: string, forMs = 0): void {
    clearTimeout(this.noteTimer);
    this.note.value = text;
    if (forMs) this.noteTimer = window.setTimeout(() => { this.note.value = ""; }, forMs);
  }

  // ---- what the page does with it ----

  // What is marked, or all that is kept.
  async copy(): Promise<void> {
    const isMarked = this.term.hasSelection();
    if (!isMarked) this.term.selectAll();
    const text = this.term.getSelection();
    if (!isMarked) this.term.clearSelection();
    await copyText(isMarked ? text : text.trimEnd() + "\n");
    this.focus();
  }

  find(text: string, isBack = false): void {
    if (!text) {
      this.search.clearDecorations();
      this.found.value = "";
      return;
    }
    const style = getComputedStyle(document.documentElement);
    const token = (name: string) => style.getPropertyValue(name).trim();
    const options = {decorations: {
      matchBackground: token("--warn-bg"), matchOverviewRuler: token("--warn"),
      activeMatchBackground: token("--run-bg"), activeMatchColorOverviewRuler: token("--run"), activeMatchBorder: token("--accent"),
    }};
    if (isBack) this.search.findPrevious(text, options);
    else this.search.findNext(text, options);
  }

  // A key of the row on phones. Programs may want arrows in another form.
  key(name: string): boolean {
    const arrow = /^\x1b\[([A-D])$/.exec(name);
    return this.link.send(arrow && this.term.modes.applicationCursorKeysMode ? `\x1bO${arrow[1]}` : name);
  }

  focus(): void {
    this.term.focus();
  }

  // The session goes on; only this page leaves it.
  close(): void {
    this.link.close();
    clearTimeout(this.noteTimer);
    this.media.removeEventListener("change", this.recolour);
    this.watcher.disconnect();
    this.ends.forEach((end) => end());
    this.term.dispose();
  }
}
