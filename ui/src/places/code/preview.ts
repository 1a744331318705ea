// The project's own application in a frame. Its pages are another origin, at a port of its own; an address
// that opens it works once, so the frame gets one when it is to show something and keeps it.
// Source: docs/http-api.md, "The project's app".
import {batch, html, keyed, nothing, signal, type TemplateResult} from "../../../vendor/lit.js";
import {get, post, said} from "../../core/api";
import {on} from "../../core/live";
import {act, failure} from "../../parts/bits";
import {toast} from "../../parts/toast";

interface Preview {
  is_configured: boolean;
  state: "stopped" | "starting" | "ready" | "stopping" | "failed";
  text: string;
  script?: string;
  run_id?: string;
  port?: number;
  origin?: string; // with url, of an answer; not of an event
  url?: string;
}

const preview = signal<Preview | undefined>(undefined);
const problem = signal("");
const frame = signal<{url: string; origin: string; run: string; turn: number} | undefined>(undefined);
let turn = 0;

function put(next: Preview): void {
  batch(() => {
    preview.value = next;
    problem.value = "";
    const isNew = frame.value?.run !== next.run_id;
    if (next.state !== "ready") frame.value = undefined;
    else if (isNew && next.url) frame.value = {url: next.url, origin: next.origin ?? "", run: next.run_id ?? "", turn: ++turn};
  });
}

export async function readPreview(): Promise<void> {
  try {
    put(await get<Preview>("/api/preview"));
  } catch (error) {
    problem.value = said(error);
  }
}

async function reload(): Promise<void> {
  frame.value = undefined;
  await readPreview();
}

// ISSHOWN: somebody looks at it.
export function startPreview(isShown: () => boolean): () => void {
  if (isShown()) void readPreview();
  const ends = [
    on("preview", (data: Preview) => {
      if (isShown()) void readPreview(); // an event has no address
      else if (preview.value) put(data);
    }),
    on("hello", (hello: {missed?: boolean}) => {
      if (!preview.value && !problem.value) return;
      if (hello.missed) frame.value = undefined; // another server: it knows the browser no more
      if (isShown()) void readPreview();
    }),
  ];
  return () => ends.forEach((end) => end());
}

const isOrdering = signal(false);
async function order(verb: "start" | "stop" | "restart"): Promise<void> {
  if (isOrdering.value) return;
  isOrdering.value = true;
  try {
    put(await post<Preview>(`/api/preview/${verb}`, {}));
  } catch (error) {
    toast(said(error), "bad");
    await readPreview();
  }
  isOrdering.value = false;
}

const words = {stopped: "Stopped", starting: "Starting…", ready: "Ready", stopping: "Stopping…", failed: "Failed"};

function orders(it: Preview): TemplateResult {
  const why = isOrdering.value ? "The last order is under way." : "";
  const button = (text: string, verb: "start" | "stop" | "restart", kind: "primary" | "" = "") => act(text, () => void order(verb), {role: "editor", why, kind});
  if (it.state === "stopped" || it.state === "failed") return button("Start", "start", "primary");
  return html`${button("Restart", "restart")}${it.state === "stopping" ? nothing : button("Stop", "stop")}`;
}

function shown(it: Preview): TemplateResult {
  const at = frame.value;
  if (it.state === "failed") return html`<div class="pad">${failure(it.text)}${it.run_id ? html`<p><a href="/runs/${it.run_id}">What it has printed</a></p>` : nothing}</div>`;
  if (!at) return html`<p class="dim pad">${it.text}</p>`;
  return html`${keyed(at.turn, html`<iframe class="preview" title="Preview of ${it.script ?? "the application"}" src=${at.url} referrerpolicy="no-referrer"
    sandbox="allow-scripts allow-same-origin allow-forms allow-modals allow-downloads allow-popups allow-popups-to-escape-sandbox"></iframe>`)}`;
}

export function previewBody(): TemplateResult {
  const it = preview.value;
  if (!it) return problem.value ? failure(problem.value, () => void readPreview()) : html`<p class="dim pad">Asking for the preview…</p>`;
  if (!it.is_configured) {
    return html`<div class="pad"><p>No application is configured. This in <code>.pirun.yaml</code> names a script that listens on the port in <code>$PORT</code>:</p>
      <pre class="file-text" tabindex="0">preview:
  script: app.py</pre></div>`;
  }
  return html`<div class="output-head toolbar"><b class="preview-state" role="status">${words[it.state]}</b><span class="dim">${it.state === "ready" ? it.script : it.text}</span>
      ${it.run_id ? html`<a href="/runs/${it.run_id}">Its log</a>` : nothing}<span class="grow"></span>${orders(it)}
      ${frame.value ? html`${act("Reload", () => void reload(), {kind: "quiet"})}<a class="button" href="${frame.value.origin}/" target="_blank" rel="noopener">Open</a>` : nothing}</div>
    ${shown(it)}`;
}
