// The inbox: files that came into the spool, those that were refused with the reason and the way out.
import {html, nothing, repeat, signal, type TemplateResult} from "../../../vendor/lit.js";
import {get, post, remove, said} from "../../core/api";
import {on} from "../../core/live";
import type {Letter} from "../../core/types";
import {act, empty, failure, skeleton, when} from "../../parts/bits";
import {confirm, openDialog} from "../../parts/dialog";
import {icon} from "../../parts/icons";
import {shortId} from "../../parts/status";
import {toast} from "../../parts/toast";
import {runsTabs} from "./list";

interface Accepted {
  name: string;
  verdict: string;
  run_id?: string;
  at: string;
}

const letters = signal<Letter[] | undefined>(undefined);
const accepted = signal<Accepted[]>([]);
const problem = signal("");
let stop: (() => void) | undefined;

async function read(): Promise<void> {
  try {
    letters.value = (await get<{letters: Letter[]}>("/api/bad", {limit: 200})).letters;
    problem.value = "";
    const answer = await get<{files: Accepted[]}>("/api/inbox", {limit: 50});
    accepted.value = answer.files.filter((one) => one.verdict !== "refused");
  } catch (error) {
    problem.value = said(error);
  }
}

let soon = 0;
export function enterInbox(): void {
  void read();
  stop ??= on("spool", () => {
    clearTimeout(soon);
    soon = window.setTimeout(() => void read(), 200);
  });
}

export function leaveInbox(): void {
  stop?.();
  stop = undefined;
}

async function again(letter: Letter): Promise<void> {
  try {
    const answer = await post<{run_id?: string}>("/api/bad/retry", {id: letter.id});
    toast(answer?.run_id ? `It is in the door again, as ${shortId(answer.run_id)}.` : "It is in the door again.", "ok");
  } catch (error) {
    toast(said(error), "bad");
  }
  void read();
}

async function drop(letter: Letter): Promise<void> {
  if (!(await confirm("Remove this file?", `'${letter.name}' is removed for good.`, "Remove"))) return;
  await remove("/api/bad", {id: letter.id}).catch((error) => toast(said(error), "bad"));
  void read();
}

async function look(letter: Letter): Promise<void> {
  const whole = await get<Record<string, unknown>>("/api/bad", {id: letter.id}).catch((error): Record<string, unknown> => ({file: said(error)}));
  const file = whole.file ?? whole.content ?? whole;
  await openDialog({title: letter.name, className: "wide", body: () => html`
    <pre class="file-text" tabindex="0">${typeof file === "string" ? file : JSON.stringify(file, null, 2)}</pre>`}).done;
}

const place = (letter: Letter) => [letter.line ? `line ${letter.line}` : "", letter.pointer ?? ""].filter(Boolean).join(", ");

function letterRow(letter: Letter): TemplateResult {
  return html`<li class="letter card"><div class="letter-head"><span class="status bad">${icon("cross")}Refused</span>
      <strong class="mono ellipsis">${letter.name}</strong><span class="dim">${when(letter.time)}</span>
      <span class="grow"></span>${act("Show", () => void look(letter), {kind: "quiet"})}
      ${act("Try again", () => void again(letter), {role: "runner"})}${act("Remove", () => void drop(letter), {role: "runner", kind: "quiet"})}</div>
    <p>${place(letter) ? html`<span class="mono">${place(letter)}</span>: ` : nothing}${letter.text}</p>
    ${letter.cure ? html`<p class="dim">${letter.cure}</p>` : nothing}</li>`;
}

export function inboxView(): TemplateResult {
  const all = letters.value;
  return html`<div class="page-head"><h1>Runs</h1></div>${runsTabs("inbox")}
    ${problem.value ? failure(problem.value, () => void read()) : nothing}
    <h2>Refused files</h2>
    ${!all ? skeleton(3) : all.length ? html`<ul class="plain letters">${repeat(all, (one) => one.id, letterRow)}</ul>`
      : empty("Nothing was refused. A file that is refused comes here, with the reason and the way out.")}
    <h2>Accepted files</h2>
    ${accepted.value.length ? html`<table><thead><tr><th>File</th><th>Run</th><th>When</th></tr></thead><tbody>${accepted.value.map((one) => html`
      <tr><td class="mono">${one.name}</td><td>${one.run_id ? html`<a class="mono" href="/runs/${one.run_id}">${shortId(one.run_id)}</a>` : one.verdict}</td>
      <td>${when(one.at)}</td></tr>`)}</tbody></table>` : html`<p class="dim">None lately.</p>`}`;
}
