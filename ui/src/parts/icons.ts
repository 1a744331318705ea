// Icons: 20x20 stroke paths, drawn in the colour of the text. Decoration: the word stands beside it.
import {svg, type TemplateResult} from "../../vendor/lit.js";

const paths: Record<string, string> = {
  home: "M3 9.5 10 4l7 5.5M5 8.5V16h4v-4h2v4h4V8.5",
  runs: "M6 4.5v11l9-5.5z",
  code: "m7 5-5 5 5 5m6-10 5 5-5 5",
  changes: "M6 4v8m0 0a2 2 0 1 0 .01 0M14 8a2 2 0 1 0-.01 0M14 8c0 4-8 2-8 4M6 4a1.8 1.8 0 1 0 .01 0",
  settings: "M10 7a3 3 0 1 0 .01 0M10 2v3m0 10v3M2 10h3m10 0h3M4.5 4.5l2 2m7 7 2 2m0-11-2 2m-7 7-2 2",
  more: "M4 10h.01M10 10h.01M16 10h.01",
  search: "M8.5 3a5.5 5.5 0 1 0 .01 0m4 9.5L17 17",
  close: "m5 5 10 10M15 5 5 15",
  plus: "M10 4v12M4 10h12",
  upload: "M10 13V4m0 0L6 8m4-4 4 4M4 16h12",
  download: "M10 4v9m0 0-4-4m4 4 4-4M4 16h12",
  folder: "M3 6v9h14V7H9L7.5 5H3z",
  file: "M5 3h7l3 3v11H5zM12 3v3h3",
  right: "m8 5 5 5-5 5",
  down: "m5 8 5 5 5-5",
  up: "m5 12 5-5 5 5",
  left: "m12 5-5 5 5 5",
  refresh: "M16 10a6 6 0 1 1-2-4.5L16 7m0-4v4h-4",
  copy: "M7 7h9v9H7zM4 13V4h9",
  trash: "M4 6h12M8 6V4h4v2M6 6l1 11h6l1-11",
  pencil: "m4 16 1-4 8-8 3 3-8 8zM12 5l3 3",
  terminal: "M3 4h14v12H3zM6 8l2 2-2 2m4 0h4",
  link: "M8 12a3 3 0 0 0 4 0l3-3a3 3 0 0 0-4-4l-1 1m2 2a3 3 0 0 0-4 0l-3 3a3 3 0 0 0 4 4l1-1",
  warning: "M10 3 2 17h16zM10 8v4m0 2.5v.01",
  info: "M10 3a7 7 0 1 0 .01 0M10 9v5m0-8v.01",
  clock: "M10 3a7 7 0 1 0 .01 0M10 6v4l3 2",
  tick: "m4 10.5 4 4 8-9",
  cross: "m5 5 10 10M15 5 5 15",
  barred: "M10 3a7 7 0 1 0 .01 0M5 15 15 5",
  ring: "M10 3a7 7 0 1 0 7 7",
  broken: "M10 3a7 7 0 0 1 6 3.5m1 4A7 7 0 0 1 13 16m-4 1a7 7 0 0 1-5-4m-1-4a7 7 0 0 1 3-5",
  late: "M10 3a7 7 0 1 0 .01 0M10 6v4l3 2M3 18 17 2",
  user: "M10 4a3 3 0 1 0 .01 0M4 17c0-4 3-5.5 6-5.5s6 1.500 6 5.500",
  external: "M11 4h5v5m0-5-7 7M8 5H4v11h11v-4",
};

export function icon(name: string, className = ""): TemplateResult<2> {
  return svg`<svg class="icon ${className}" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false"><path d=${paths[name] ?? ""} fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"/></svg>` as TemplateResult<2>;
}
