// Reads a run's output by lines. Of one that grew beyond its limit a part in the middle was not kept: nothing that is read
// goes across it, and the lines that it took are not asked for.
import {ask} from "../core/api";

const PART_BYTES = 1 << 20;
const TAIL_BYTES = 4 << 20;
const MOST_LOOKS = 3; // at an output whose hole grows while it is read

export interface Part {
  first: number; // the number of its first line
  next: number; // the byte behind it
  size: number; // of the output, in bytes
  text: string;
}

// What was not kept: bytes FROM to TO; BEFORE and AFTER are the lines on both sides of it, perhaps not whole.
export interface Hole {
  from: number;
  to: number;
  before: number;
  after: number;
}

interface Answer extends Part {
  offset: number;
  isCut: boolean; // it ends where as many bytes were read as were asked for at most
}

export class LogReader {
  hole: Hole | undefined;

  constructor(private readonly run: string) {}

  isKept(line: number): boolean {
    return !this.hole || line <= this.hole.before || line >= this.hole.after;
  }

  // The last COUNT lines, as far as they lie behind the hole. A very long end is cut: NEXT says where.
  async tail(count: number): Promise<Part> {
    const part = await this.ask({tail: count, limit: TAIL_BYTES});
    return this.hole && part.offset < this.hole.to && part.next > this.hole.from
      ? this.ask({offset: this.hole.to, limit: TAIL_BYTES}) : part;
  }

  // COUNT lines from line FROM on: fewer where they are long, where the hole begins, and at the end.
  async from(from: number, count: number): Promise<Part> {
    const part = await this.steady(() => this.ask(this.place(from, count)));
    if (part.next >= part.size) return part;
    const isBeforeHole = this.hole !== undefined && part.next >= this.hole.from && part.offset < this.hole.from;
    return {...part, text: isBeforeHole ? part.text.replace(/\n?$/, "\n") : part.isCut ? withoutPiece(part.text) : part.text};
  }

  // At most COUNT lines up to line END, which is not among them: fewer when they are long, but without a gap before END.
  async before(end: number, count: number): Promise<{first: number; lines: string[]}> {
    for (let most = count; ; most = Math.ceil(most / 4)) {
      const [first, part] = await this.steady(async () => {
        const {from, to} = this.stretch(end, most);
        return [from, await this.ask(this.place(from, to - from))] as const;
      });
      if (part.isCut && most > 1) continue;
      return {first, lines: part.text.split("\n").slice(0, this.stretch(end, most).to - first)};
    }
  }

  // The COUNT lines before END that are on one side of the hole.
  private stretch(end: number, count: number): {from: number; to: number} {
    const hole = this.hole;
    if (hole && end > hole.after) return {from: Math.max(hole.after, end - count), to: end};
    const to = hole && end > hole.before ? hole.before + 1 : end;
    return {from: Math.max(1, to - count), to};
  }

  private place(from: number, count: number): {limit: number} & Record<string, number> {
    const hole = this.hole;
    if (!hole || from > hole.after) return {line: from, lines: count, limit: PART_BYTES};
    if (from > hole.before) return {offset: hole.to, lines: count, limit: PART_BYTES};
    return {line: from, lines: Math.min(count, hole.before + 1 - from), limit: PART_BYTES};
  }

  // Again, when the hole was not known as it is now.
  private async steady<T>(read: () => Promise<T>): Promise<T> {
    for (let look = 1; ; look++) {
      const known = this.hole?.to;
      const answer = await read();
      if (known === this.hole?.to || look === MOST_LOOKS) return answer;
    }
  }

  private async ask(query: {limit: number} & Record<string, number>): Promise<Answer> {
    const answer = await ask("GET", "/api/run/log", {query: {run_id: this.run, ...query}, headers: {Accept: "text/plain"}});
    const number = (name: string) => Number(answer.headers.get(`x-output-${name}`) ?? 0);
    await this.note(answer.headers.get("x-output-hole"));
    const part = {first: number("line"), offset: number("offset"), next: number("next"), size: number("size"), text: await answer.text()};
    return {...part, first: part.first || 1, isCut: part.next - part.offset >= query.limit};
  }

  private async note(header: string | null): Promise<void> {
    const [from, to] = (header ?? "").split("-").map(Number);
    if (from === undefined || to === undefined || this.hole?.to === to) return;
    const lineAt = async (offset: number) => {
      const {headers} = await ask("GET", "/api/run/log", {query: {run_id: this.run, offset, limit: 1}, headers: {Accept: "text/plain"}});
      return Number(headers.get("x-output-line"));
    };
    this.hole = {from, to, before: from ? await lineAt(from - 1) : 0, after: await lineAt(to)};
  }
}

// The end of a cut part is a piece of a line that will be read whole with the next part.
const withoutPiece = (text: string) => (text.includes("\n") ? text.slice(0, text.lastIndexOf("\n") + 1) : text);
