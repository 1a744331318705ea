// When the lines of an output were written: asked for by stretches, while somebody wants to see it.
import {get} from "../core/api";
import {stamp} from "../core/time";

const PAUSE_MS = 150;

export class LogTimes {
  private timer = 0;
  private isOn = false;
  private isAsking = false;

  // ROWS: the lines of the output that are in the page now, as elements with the id L<number>.
  constructor(private readonly run: string, private readonly rows: () => Iterable<HTMLElement>) {}

  set(on: boolean): void {
    if (on && !this.isOn) this.want();
    this.isOn = on;
  }

  // Lines came.
  changed(): void {
    if (this.isOn) this.want();
  }

  stop(): void {
    this.isOn = false;
    clearTimeout(this.timer);
    this.timer = 0;
  }

  private want(): void {
    this.timer ||= window.setTimeout(() => void this.look(), PAUSE_MS);
  }

  private async look(): Promise<void> {
    this.timer = 0;
    if (this.isAsking) return this.want();
    const bare = [...this.rows()].filter((row) => !row.dataset.at);
    if (!bare.length) return;
    const number = (row: HTMLElement) => Number(row.id.slice(1));
    const first = number(bare[0]!);
    this.isAsking = true;
    const answer = await get<{times: {line: number; time: string}[]; next?: number}>("/api/run/log",
      {run_id: this.run, times: true, line: first, lines: number(bare[bare.length - 1]!) - first + 1}, {quiet: true}).catch(() => undefined);
    this.isAsking = false;
    if (!this.isOn || !answer) return;
    let at = -1;
    for (const row of bare) {
      if (number(row) >= (answer.next ?? Infinity)) return this.want();
      while ((answer.times[at + 1]?.line ?? Infinity) <= number(row)) at++;
      const time = answer.times[at]?.time;
      if (!time) continue; // not known yet: asked for again with what comes next
      row.dataset.at = stamp(time);
    }
  }
}
