// Small charts in SVG: bars that stack, lines and areas with gaps where nothing is known. Arrow keys
// move the cursor; a hidden table has the same figures for who cannot see them.
import {html, nothing, signal, svg, type TemplateResult} from "../../vendor/lit.js";

export interface Series {
  name: string;
  colour: string; // a token
  values: (number | null | undefined)[];
}
export interface ChartOptions {
  id: string;
  title: string;
  labels: string[]; // of the points
  series: Series[];
  kind: "bars" | "lines";
  text: (value: number) => string;
  top?: number; // the axis ends here at least
  isCount?: boolean; // the axis shows whole numbers only
}

const WIDTH = 480;
const HEIGHT = 170;
const LEFT = 52;
const BOTTOM = 22;
const TOP = 10;

// A round number at or above VALUE, and how many steps lead there; of a count the steps are whole, too.
export function niceTop(value: number, isCount = false): {top: number; steps: number} {
  if (value <= 0) return {top: 1, steps: 1};
  if (isCount && value <= 4) return {top: Math.ceil(value), steps: Math.ceil(value)};
  const size = 10 ** Math.floor(Math.log10(value));
  for (const factor of [1, 2, 4, 5, 8, 10]) {
    if (factor * size >= value) return {top: factor * size, steps: factor === 5 || factor === 10 ? 5 : factor === 1 ? 2 : 4};
  }
  return {top: 10 * size, steps: 5};
}

const at = signal<{chart: string; index: number} | undefined>(undefined);

const known = (value: number | null | undefined): value is number => value !== null && value !== undefined;

function runsOf(values: Series["values"]): [number, number][][] {
  const runs: [number, number][][] = [];
  let run: [number, number][] = [];
  values.forEach((value, index) => {
    if (known(value)) run.push([index, value]);
    else if (run.length) {
      runs.push(run);
      run = [];
    }
  });
  return run.length ? [...runs, run] : runs;
}

function shapes(options: ChartOptions, x: (index: number) => number, y: (value: number) => number): unknown {
  const {series, labels} = options;
  if (options.kind === "bars") {
    const width = Math.max(1, (WIDTH - LEFT) / labels.length - 3);
    return labels.map((_, index) => {
      let base = 0;
      return series.map((one) => {
        const value = one.values[index] ?? 0;
        const top = y(base + value);
        const bar = svg`<rect x=${x(index) - width / 2} y=${top} width=${width} height=${Math.max(0, y(base) - top)} fill=${`var(${one.colour})`}/>`;
        base += value;
        return value ? bar : nothing;
      });
    });
  }
  return series.map((one) => runsOf(one.values).map((run) => {
    const line = run.map(([index, value]) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`).join(" ");
    return svg`${series.length === 1 ? svg`<polygon points=${`${x(run[0]![0])},${y(0)} ${line} ${x(run[run.length - 1]![0])},${y(0)}`} fill=${`var(${one.colour})`} opacity="0.14"/>` : nothing}
      <polyline points=${line} fill="none" stroke=${`var(${one.colour})`} stroke-width="2" stroke-linejoin="round"/>${run.length === 1 ? svg`<circle cx=${x(run[0]![0])} cy=${y(run[0]![1])} r="2.5" fill=${`var(${one.colour})`}/>` : nothing}`;
  }));
}

function tip(options: ChartOptions, index: number): string {
  return `${options.labels[index]}: ` + options.series.map((one) => `${one.name} ${known(one.values[index]) ? options.text(one.values[index]!) : "unknown"}`).join(", ");
}

function table(options: ChartOptions): TemplateResult {
  return html`<div class="hidden"><table><caption>${options.title}</caption><thead><tr><th scope="col">When</th>${options.series.map((one) => html`<th scope="col">${one.name}</th>`)}</tr></thead>
    <tbody>${options.labels.map((label, index) => html`<tr><th scope="row">${label}</th>${options.series.map((one) => html`<td>${known(one.values[index]) ? options.text(one.values[index]!) : ""}</td>`)}</tr>`)}</tbody></table></div>`;
}

export function chart(options: ChartOptions): TemplateResult {
  const {labels, series} = options;
  const totals = labels.map((_, index) => (options.kind === "bars" ? series.reduce((sum, one) => sum + (one.values[index] ?? 0), 0)
    : Math.max(0, ...series.map((one) => one.values[index] ?? 0))));
  const {top, steps} = niceTop(Math.max(options.top ?? 0, ...totals), options.isCount);
  const slot = (WIDTH - LEFT) / Math.max(1, labels.length);
  const x = (index: number) => LEFT + slot * (index + 0.5);
  const y = (value: number) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top);
  const cursor = at.value?.chart === options.id ? at.value.index : undefined;
  const put = (index: number) => { at.value = {chart: options.id, index: Math.max(0, Math.min(labels.length - 1, index))}; };
  const key = (event: KeyboardEvent) => {
    const step = {ArrowLeft: -1, ArrowRight: 1}[event.key];
    if (!step) return;
    event.preventDefault();
    put((cursor ?? (step > 0 ? -1 : labels.length)) + step);
  };
  const over = (event: PointerEvent) => {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    put(Math.floor(((event.clientX - box.left) / box.width * WIDTH - LEFT) / slot));
  };
  const every = Math.max(1, Math.ceil(labels.length / 6));
  return html`<figure class="chart card"><figcaption><b>${options.title}</b>${series.length > 1 ? series.map((one) => html`<span class="key"><i .style=${`background:var(${one.colour})`}></i>${one.name}</span>`) : nothing}
      <span class="grow"></span><span class="dim" role="status">${cursor !== undefined ? tip(options, cursor) : ""}</span></figcaption>
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${options.title}, ${labels.length} points; arrow keys read them" tabindex="0"
      @keydown=${key} @pointermove=${over} @pointerleave=${() => { at.value = undefined; }} @blur=${() => { at.value = undefined; }}>
      ${Array.from({length: steps + 1}, (_, step) => svg`<line x1=${LEFT} x2=${WIDTH} y1=${y(top * step / steps)} y2=${y(top * step / steps)} stroke="var(--line)"/>
        <text x=${LEFT - 6} y=${y(top * step / steps) + 4} text-anchor="end">${options.text(top * step / steps)}</text>`)}
      ${shapes(options, x, y)}
      ${labels.map((label, index) => (index % every === 0 ? svg`<text x=${x(index)} y=${HEIGHT - 6} text-anchor="middle">${label}</text>` : nothing))}
      ${cursor !== undefined ? svg`<line x1=${x(cursor)} x2=${x(cursor)} y1=${TOP} y2=${HEIGHT - BOTTOM} stroke="var(--fg2)" stroke-dasharray="3 3"/>` : nothing}</svg>${table(options)}</figure>`;
}
