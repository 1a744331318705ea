// A run's output. It opens at its end, or where a link says, whatever its size: the page holds a
// window of at most 40 blocks of about 500 lines, and fetches what is before and behind it as one
// scrolls there. The very end is shown first, about a thousand lines before it come at once behind. It
// follows only while one is at the bottom. No byte is shown twice or left out: what comes live goes on
// at the byte where the read part ended.
import {signal} from "../../vendor/lit.js";
import {get} from "../core/api";
import {follow} from "../core/live";
import {bytes} from "../core/time";
import {LogReader} from "./log_read";
import {LogTimes} from "./log_times";
import {freshState, lineElement, refill, type LineContext, type LineState} from "./log_line";

const BLOCK_LINES = 500;
const MOST_BLOCKS = 40;
const FIRST_LINES = 200; // more than a screen
const REST_LINES = 1000; // that are there soon, for the browser's own search and for scrolling

interface Block {
  element: HTMLElement;
  first: number; // its first line's number
  lines: string[];
}

export interface Search {
  text: string;
  total: number;
  lines: number[]; // of the matches that were fetched
  at: number; // index of the one that is shown, -1: none
}

export interface LogOptions {
  run: string;
  context: LineContext | Promise<LineContext>; // nothing is shown before it is known, but read
  onState?: (record: any) => void;
  onEnd?: (record: any) => void;
  atLine?: number;
}

// The number of the line that follows.
const endOf = ({first, text}: {first: number; text: string}) => first + text.split("\n").length - (text && !text.endsWith("\n") ? 0 : 1);

// Where a part of the output was not kept.
function gap(size: number): HTMLElement {
  const row = document.createElement("div");
  row.className = "gap";
  row.textContent = `${bytes(size)} beyond the limit of the output were not kept`;
  return row;
}

export class LogView {
  readonly element = document.createElement("div");
  readonly isFollowing = signal(true);
  readonly newLines = signal(0); // that came while one looks elsewhere
  readonly search = signal<Search | undefined>(undefined);
  readonly problem = signal("");
  readonly isOpen = signal(false); // the first part is shown
  readonly lineCount = signal(0);
  readonly times: LogTimes;
  private readonly reader: LogReader;
  private readonly body = document.createElement("div");
  private context: LineContext = {root: "", commit: ""};
  private blocks: Block[] = [];
  private reachesEnd = false; // the last block is the end of the output
  private open = ""; // the text of the last line, which has no newline yet
  private openState: LineState = freshState(); // before that line
  private state: LineState = freshState(); // behind it
  private decoder = new TextDecoder();
  private stop: (() => void) | undefined;
  private loading = 0; // parts that are asked for, or wait for their turn
  private turn: Promise<void> = Promise.resolve();
  private lastTop = 0;
  private painted = 0;
  private queued: {text: string; line: number | undefined; missing: number}[] = [];
  private isBehindGap = false; // the next text begins a block of its own
  private isClosed = false;

  constructor(private readonly options: LogOptions) {
    this.element.className = "log";
    this.element.tabIndex = 0;
    this.element.setAttribute("role", "region");
    this.element.setAttribute("aria-label", "Output");
    this.body.className = "log-body";
    this.element.append(this.body);
    this.reader = new LogReader(options.run);
    this.times = new LogTimes(options.run, () => this.body.querySelectorAll<HTMLElement>(".line"));
    this.element.addEventListener("scroll", () => this.scrolled(), {passive: true});
    void (options.atLine ? this.openAt(options.atLine) : this.openEnd());
  }

  close(): void {
    this.isClosed = true;
    this.stop?.();
    this.times.stop();
    clearTimeout(this.painted);
  }

  // ---- reading parts ----

  // What a part needs to be shown is waited for while it is read.
  private async shown<T>(part: Promise<T>): Promise<T> {
    const [answer, context] = await Promise.all([part, this.options.context]);
    this.context = context;
    return answer;
  }

  private block(first: number, lines: string[], state: LineState): Block {
    const element = document.createElement("div");
    element.className = "log-block";
    element.style.containIntrinsicSize = `auto ${lines.length * 19}px`;
    element.append(...lines.map((line, index) => lineElement(first + index, line, this.context, state)));
    const hole = this.reader.hole;
    if (hole && lines.length && first + lines.length - 1 === hole.before) element.append(gap(hole.to - hole.from));
    return {element, first, lines};
  }

  // Show the end, and follow from there.
  async openEnd(): Promise<void> {
    await this.guarded(async () => {
      const part = await this.shown(this.reader.tail(FIRST_LINES));
      this.clear();
      this.put(part.first, part.text);
      this.reachesEnd = true;
      this.isFollowing.value = true;
      this.newLines.value = 0;
      this.followFrom(part.next);
      this.toBottom();
    });
    requestAnimationFrame(() => void this.fill());
  }

  // Some of what lies before the end, while nobody has gone elsewhere.
  private async fill(): Promise<void> {
    for (;;) {
      const first = this.blocks[0]?.first;
      if (!first || this.isClosed || !this.isFollowing.value || this.nextNumber() - first >= REST_LINES) return;
      await this.earlier();
      if (this.blocks[0]?.first === first) return; // there is no more, or it cannot be had now
    }
  }

  // Show LINE, somewhere in the middle; where there is none, the end.
  async openAt(line: number): Promise<void> {
    const there = document.getElementById(`L${line}`);
    this.problem.value = "";
    if (there && this.element.contains(there)) return this.show(there);
    let isThere = true;
    await this.guarded(async () => { isThere = await this.readAround(line); });
    if (!isThere) await this.openEnd();
    const last = this.lineCount.value;
    if (!this.reader.isKept(line)) this.problem.value = `Line ${line} was not kept.`;
    else if (!isThere) this.problem.value = `There is no line ${line}: ${last ? `this is the end, line ${last}` : "nothing was printed"}.`;
  }

  private async readAround(line: number): Promise<boolean> {
    let part = await this.shown(this.reader.from(Math.max(1, line - 100), 2 * BLOCK_LINES));
    if (line >= endOf(part) && part.next >= part.size) return false;
    if (line >= endOf(part) && this.reader.isKept(line)) part = await this.reader.from(line, 2 * BLOCK_LINES); // those before it are long
    this.clear();
    this.reachesEnd = part.next >= part.size;
    this.put(part.first, part.text);
    this.isFollowing.value = false;
    if (this.reachesEnd || !this.stop) this.followFrom(this.reachesEnd ? part.next : part.size);
    const row = document.getElementById(`L${line}`) ?? this.body.querySelector<HTMLElement>(".gap, .line");
    if (row) this.show(row);
    return true;
  }

  // One after the other: where somebody wants to go is not forgotten because a part is on its way.
  private guarded(work: () => Promise<void>): Promise<void> {
    this.loading++;
    return (this.turn = this.turn.then(() => this.attempt(work)));
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.problem.value = "";
      this.isOpen.value = true;
      this.times.changed();
    } catch (error) {
      if (!this.isClosed) this.problem.value = (error as Error).message;
    } finally {
      this.loading--;
    }
  }

  private clear(): void {
    this.blocks = [];
    this.body.replaceChildren();
    this.state = freshState();
    this.openState = freshState();
    this.open = "";
    this.queued = [];
    this.isBehindGap = false;
  }

  // TEXT, which begins with line FIRST, behind what is there.
  private put(first: number, text: string): void {
    const lines = text.split("\n");
    this.open = lines.pop()!;
    for (let from = 0; from < lines.length; from += BLOCK_LINES) {
      this.push(this.block(first + from, lines.slice(from, from + BLOCK_LINES), this.state));
    }
    this.openState = {...this.state};
    if (this.open) this.appendLine(first + lines.length, this.open);
    this.lineCount.value = Math.max(this.lineCount.value, first + lines.length - (this.open ? 0 : 1));
  }

  private push(block: Block): void {
    this.blocks.push(block);
    this.body.append(block.element);
  }

  private appendLine(number: number, text: string): void {
    let last = this.blocks[this.blocks.length - 1];
    if (!last || last.lines.length >= BLOCK_LINES) this.push(last = this.block(number, [], this.state));
    last.lines.push(text);
    last.element.append(lineElement(number, text, this.context, this.state));
  }

  private nextNumber(): number {
    const last = this.blocks[this.blocks.length - 1];
    return last ? last.first + last.lines.length : 1;
  }

  private async earlier(): Promise<void> {
    const first = this.blocks[0]?.first ?? 1;
    if (first <= 1 || this.loading) return;
    await this.guarded(async () => {
      const part = await this.shown(this.reader.before(first, BLOCK_LINES));
      if (!part.lines.length) return;
      const before = this.element.scrollHeight;
      const block = this.block(part.first, part.lines, freshState());
      this.blocks.unshift(block);
      this.body.prepend(block.element);
      this.element.scrollTop += this.element.scrollHeight - before;
      this.trim(false);
    });
  }

  private async later(): Promise<void> {
    if (this.reachesEnd || this.loading) return;
    await this.guarded(async () => {
      const part = await this.shown(this.reader.from(this.nextNumber(), BLOCK_LINES));
      this.reachesEnd = part.next >= part.size;
      this.put(part.first, part.text);
      if (this.reachesEnd) this.followFrom(part.next);
      this.trim(true);
    });
  }

  // The window is too large: what lies at the other end goes.
  private trim(atStart: boolean): void {
    while (this.blocks.length > MOST_BLOCKS) {
      const gone = (atStart ? this.blocks.shift() : this.blocks.pop())!;
      const height = atStart ? gone.element.offsetHeight : 0;
      gone.element.remove();
      if (atStart && !this.isFollowing.value) this.element.scrollTop -= height;
      if (!atStart) this.reachesEnd = false;
    }
  }

  // ---- live ----

  private followFrom(offset: number): void {
    this.stop?.();
    this.decoder = new TextDecoder();
    this.stop = follow(this.options.run, offset, (event, data) => {
      if (event === "output") this.arrived(data);
      else if (event === "state") this.options.onState?.(data);
      else if (event === "end") this.options.onEnd?.(data);
    });
  }

  private arrived(data: {text?: string; base64?: string; missing?: number; line?: number}): void {
    let text = data.text ?? "";
    if (data.base64 !== undefined) text = this.decoder.decode(Uint8Array.from(atob(data.base64), (c) => c.charCodeAt(0)), {stream: true});
    this.queued.push({text, line: data.line, missing: data.missing ?? 0});
    if (!this.painted) this.painted = window.setTimeout(() => this.paint(), 50);
  }

  private paint(): void {
    this.painted = 0;
    const pieces = this.queued;
    this.queued = [];
    const count = pieces.reduce((sum, {text}) => sum + text.split("\n").length - 1, 0);
    if (!this.reachesEnd) {
      this.newLines.value += count;
      this.lineCount.value += count;
      return;
    }
    for (const piece of pieces) this.take(piece);
    this.times.changed();
    if (this.isFollowing.value) {
      this.trim(true);
      this.toBottom();
    } else {
      this.newLines.value += count;
    }
  }

  private take({text, line, missing}: {text: string; line: number | undefined; missing: number}): void {
    if (missing) {
      this.blocks[this.blocks.length - 1]?.element.append(gap(missing));
      this.open = "";
      this.isBehindGap = true;
      return;
    }
    if (this.isBehindGap) this.push(this.block(line ?? this.nextNumber(), [], this.state));
    this.isBehindGap = false;
    this.append(text);
  }

  private append(text: string): void {
    const lines = text.split("\n");
    const growing = this.open !== "";
    lines[0] = this.open + lines[0]!;
    const last = lines.pop()!;
    lines.forEach((line, index) => {
      if (index === 0 && growing) this.regrow(line);
      else this.appendLine(this.nextNumber(), line);
    });
    if (lines.length || !growing) this.openState = {...this.state};
    if (last && growing && !lines.length) this.regrow(last);
    else if (last) this.appendLine(this.nextNumber(), last);
    this.open = last;
    this.lineCount.value = this.nextNumber() - 1;
  }

  private regrow(line: string): void {
    const block = this.blocks[this.blocks.length - 1]!;
    block.lines[block.lines.length - 1] = line;
    this.state = {...this.openState};
    refill(block.element.lastElementChild as HTMLElement, line, this.context, this.state);
  }

  // ---- moving ----

  // With estimated heights the end is reached after a few frames.
  private toBottom(frames = 4): void {
    this.element.scrollTop = this.element.scrollHeight;
    this.lastTop = this.element.scrollTop;
    if (frames > 0) requestAnimationFrame(() => { if (this.isFollowing.value) this.toBottom(frames - 1); });
  }

  private show(row: HTMLElement, frames = 4): void {
    this.isFollowing.value = false;
    this.body.querySelector(".line.here")?.classList.remove("here");
    row.classList.add("here");
    const step = (left: number) => {
      row.scrollIntoView({block: "center"});
      this.lastTop = this.element.scrollTop;
      if (left > 0) requestAnimationFrame(() => step(left - 1));
    };
    step(frames);
  }

  private scrolled(): void {
    const {scrollTop, scrollHeight, clientHeight} = this.element;
    const isUp = scrollTop < this.lastTop - 1;
    const atBottom = scrollHeight - scrollTop - clientHeight < 8;
    this.lastTop = scrollTop;
    if (isUp && !atBottom) this.isFollowing.value = false;
    else if (atBottom && this.reachesEnd) {
      this.isFollowing.value = true;
      this.newLines.value = 0;
    }
    if (scrollTop < 400) void this.earlier();
    else if (scrollHeight - scrollTop - clientHeight < 400) void this.later();
  }

  toStart(): void {
    this.isFollowing.value = false;
    void (this.blocks[0]?.first === 1 ? Promise.resolve() : this.openAt(1)).then(() => { this.element.scrollTop = 0; });
  }

  toEnd(): void {
    if (!this.reachesEnd) return void this.openEnd();
    this.isFollowing.value = true;
    this.newLines.value = 0;
    this.toBottom();
  }

  setFollowing(on: boolean): void {
    if (on) this.toEnd();
    else this.isFollowing.value = false;
  }

  lastLine(): string {
    const last = this.blocks[this.blocks.length - 1];
    return last?.element.lastElementChild?.querySelector(".text")?.textContent ?? "";
  }

  // ---- searching, by the server ----

  async find(text: string): Promise<void> {
    if (!text) {
      this.search.value = undefined;
      return;
    }
    const found = await get<{total: number; matches: {line: number}[]}>("/api/run/log", {run_id: this.options.run, search: text, limit: 1000});
    this.search.value = {text, total: found.total, lines: [...new Set(found.matches.map((match) => match.line))], at: -1};
    if (found.matches.length) await this.step(1);
  }

  async step(by: number): Promise<void> {
    const search = this.search.value;
    if (!search?.lines.length) return;
    const at = (search.at + by + search.lines.length) % search.lines.length;
    this.search.value = {...search, at};
    await this.openAt(search.lines[at]!);
  }
}
