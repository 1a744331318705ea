// When the lines of an output were written: asked for by stretches, while somebody wants to see it.
import {get} from "../core/api";
import {stamp} from "../core/time";

const PAUSE_MS = 150;
const LATE_MS = 1000;
const MOST_TRIES = 5;

export class LogTimes {
  private timer = 0;
  private isOn = false;
  private isAsking = false;
  private tries = 0; // since the last lines came

  // ROWS: the lines of the output that are in the page now, as elements with the id L<number>.
  constructor(private readonly run: string, private readonly rows: () => Iterable<HTMLElement>) {}

  set(on: boolean): void {
    if (on && !this.isOn) this.want();
    this.isOn = on;
  }

  // Lines came.
  changed(): void {
    this.tries = 0;
    if (this.isOn) this.want();
  }

  stop(): void {
    this.isOn = false;
    clearTimeout(this.timer);
    this.timer = 0;
  }

  private want(pause = PAUSE_MS): void {
    this.timer ||= window.setTimeout(() => void this.look(), pause);
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
    let isLate = false;
    for (const row of bare) {
      if (number(row) >= (answer.next ?? Infinity)) return this.want();
      while ((answer.times[at + 1]?.line ?? Infinity) <= number(row)) at++;
      const time = answer.times[at]?.time;
      if (time) row.dataset.at = stamp(time);
      else isLate = true;
    }
    if (isLate && this.tries++ < MOST_TRIES) this.want(LATE_MS); // the last ones are not known at once
  }
}
