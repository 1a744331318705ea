// The dialog that starts a run: which script, with what. A form when the script's own arguments are
// known, else one line of arguments.
import "../../parts/shell";
import {html, nothing, type TemplateResult} from "../../../vendor/lit.js";
import {get, said} from "../../core/api";
import {go} from "../../core/router";
import type {Entry, Job} from "../../core/types";
import {openDialog} from "../../parts/dialog";
import {blame, emptyValues, formFields, jobOf, missing, readForm, valuesOf, type Form, type Values, type Wrong} from "./form";
import {start, type StartOptions} from "./start";
import {quote, split} from "./words";

async function scriptsOf(): Promise<string[]> {
  const tree = await get<{entries: Entry[]}>("/api/files", {recursive: true, limit: 10000});
  return tree.entries.filter((entry) => entry.type === "file" && entry.name.endsWith(".py")).map((entry) => entry.name);
}

export class StartDialog {
  private scripts: string[] = [];
  private script: string;
  private form: Form | undefined;
  private values: Values = {};
  private line: string;
  private timeout = "";
  private ref = "";
  private wrong: Wrong | undefined;
  private isBusy = false;
  private dialog!: ReturnType<typeof openDialog>;

  constructor(private readonly options: StartOptions) {
    this.script = options.script ?? "";
    this.line = (options.args ?? []).map(quote).join(" ");
    this.ref = (options.job?.ref as string | undefined) ?? "";
    this.timeout = options.job?.timeout_ms ? String(options.job.timeout_ms / 1000) : "";
  }

  open(): Promise<unknown> {
    this.dialog = openDialog({title: "Run a script", className: "wide", body: (close) => this.body(close)});
    void scriptsOf().then((scripts) => {
      this.scripts = scripts;
      this.dialog.draw();
    }, (error) => this.say(said(error)));
    if (this.script) void this.choose(this.script, this.options.args);
    return this.dialog.done;
  }

  private say(text: string, at?: Wrong): void {
    this.wrong = at ?? {name: "", text};
    this.dialog.draw();
    document.querySelector<HTMLElement>("dialog [aria-invalid=true]")?.focus();
  }

  private async choose(script: string, args?: string[]): Promise<void> {
    this.script = script;
    this.form = undefined;
    this.wrong = undefined;
    const form = script ? await readForm(script) : undefined;
    if (this.script !== script) return;
    const values = form && (args ? valuesOf(form, args) : emptyValues(form));
    if (form && values) {
      this.form = form;
      this.values = values;
    }
    this.dialog.draw();
  }

  private async submit(event: SubmitEvent, close: (answer?: unknown) => void): Promise<void> {
    event.preventDefault();
    const lack = this.form && missing(this.form, this.values);
    if (!this.script) return this.say("Choose a script first.");
    if (lack) return this.say(lack.text, lack);
    const {stdin, stdin_blob, labels, env, limits} = this.options.job ?? {};
    const job: Job = {script: this.script};
    for (const [key, value] of Object.entries({stdin, stdin_blob, labels, env, limits})) if (value !== undefined) job[key] = value;
    if (this.timeout) job.timeout_ms = Math.round(Number(this.timeout) * 1000);
    if (this.ref) job.ref = this.ref;
    this.isBusy = true;
    this.dialog.draw();
    try {
      Object.assign(job, this.form ? await jobOf(this.script, this.form, this.values) : {args: split(this.line)});
      const id = await start(job);
      close();
      go(`/runs/${id}`);
    } catch (error) {
      this.isBusy = false;
      this.say("", blame(this.form, said(error)));
    }
  }

  private body(close: (answer?: unknown) => void): TemplateResult {
    const draw = () => this.dialog.draw();
    return html`<form @submit=${(event: SubmitEvent) => void this.submit(event, close)}>
      <label class="field"><span>Script</span>
        <input list="scripts" autofocus autocomplete="off" spellcheck="false" required .value=${this.script}
          @change=${(event: Event) => void this.choose((event.target as HTMLInputElement).value.trim())}>
        <datalist id="scripts">${this.scripts.map((script) => html`<option value=${script}></option>`)}</datalist></label>
      ${this.form ? formFields(this.form, this.values, draw, this.wrong) : html`<label class="field"><span>Arguments</span>
        <input class="mono" autocomplete="off" spellcheck="false" .value=${this.line}
          @input=${(event: Event) => { this.line = (event.target as HTMLInputElement).value; }}>
        <small>As in a shell: quotes keep words together; nothing is expanded.</small></label>`}
      <details class="further"><summary>Time limit, commit</summary>
        <label class="field"><span>Time limit in seconds</span><input type="number" min="0.001" step="any" .value=${this.timeout}
          @input=${(event: Event) => { this.timeout = (event.target as HTMLInputElement).value; }}></label>
        <label class="field"><span>Branch, tag or commit</span><input .value=${this.ref} autocomplete="off" spellcheck="false"
          @input=${(event: Event) => { this.ref = (event.target as HTMLInputElement).value.trim(); }}>
          <small>Empty: the files as they are now.</small></label></details>
      ${this.wrong && !this.wrong.name ? html`<p class="wrong" role="alert">${this.wrong.text}</p>` : nothing}
      <footer><button type="button" @click=${() => close()}>Not now</button>
        <button class="primary" ?disabled=${this.isBusy}>${this.isBusy ? "Starting…" : "Run"}</button></footer></form>`;
  }
}
