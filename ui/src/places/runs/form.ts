// A script's own arguments as a form: read by GET /api/form, which looks at the script and does not
// run it. The server also makes the words of the command line from what was filled in.
import {html, nothing, type TemplateResult} from "../../../vendor/lit.js";
import {get, post} from "../../core/api";

export interface Field {
  name: string;
  flag?: string; // "--limit"; none: it is positional
  flags?: string[]; // all that mean this one
  type: "string" | "integer" | "number" | "boolean";
  enum?: (string | number)[];
  default?: unknown;
  default_text?: string; // of one that only running the script would tell
  is_hidden?: boolean;
  is_required?: boolean;
  is_list?: boolean;
  help?: string;
}
export interface Form {
  kind: string; // argparse, click, typer, main, none
  is_certain?: boolean;
  description?: string;
  fields: Field[];
}
export type Values = Record<string, string | boolean>;

// The form of SCRIPT, undefined when it has none that can be shown.
export async function readForm(script: string): Promise<Form | undefined> {
  try {
    const form = await get<Form>("/api/form", {path: script});
    return form.kind !== "none" && form.fields.length ? form : undefined;
  } catch {
    return undefined;
  }
}

const textOf = (value: unknown) =>
  (value == null ? "" : Array.isArray(value) ? value.map((one) => quote(String(one))).join(" ") : String(value));

export function emptyValues(form: Form): Values {
  return Object.fromEntries(form.fields.map((field) => [field.name,
    field.type === "boolean" ? field.default === true : textOf(field.default)]));
}

// The job's words for VALUES, as the server makes and checks them: ApiError names a field that is wrong.
export async function jobOf(script: string, form: Form, values: Values): Promise<{args: string[]; call?: string}> {
  const given = Object.fromEntries(form.fields.map((field) => {
    const value = values[field.name] ?? "";
    return [field.name, value === "" ? null : field.is_list ? split(String(value)) : value];
  }));
  const answer = await post<{args: string[]; call?: string | null}>("/api/form/args", {path: script, values: given});
  return answer.call ? {args: answer.args, call: answer.call} : {args: answer.args};
}

// The values that ARGS stand for; undefined when the form cannot say them.
export function valuesOf(form: Form, args: string[]): Values | undefined {
  const values = emptyValues(form);
  const places = form.fields.filter((field) => !field.flag);
  const free: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const [flag, inline] = args[at]!.startsWith("--") && args[at]!.includes("=") ? args[at]!.split(/=(.*)/s) : [args[at]!];
    const field = form.fields.find((one) => one.flag === flag || one.flags?.includes(flag!));
    if (args[at] === "--") {
      free.push(...args.slice(at + 1));
      break;
    }
    if (!field) {
      if (flag!.startsWith("-")) return undefined;
      free.push(args[at]!);
    } else if (field.type === "boolean") {
      values[field.name] = flag === field.flag;
    } else if (field.is_list) {
      const list: string[] = [];
      while (at + 1 < args.length && !args[at + 1]!.startsWith("-")) list.push(args[++at]!);
      values[field.name] = list.map(quote).join(" ");
    } else {
      const value = inline ?? args[++at];
      if (value === undefined) return undefined;
      values[field.name] = value;
    }
  }
  for (const [index, field] of places.entries()) {
    if (field.is_list) values[field.name] = free.splice(index).map(quote).join(" ");
    else if (free[index] !== undefined) values[field.name] = free[index]!;
  }
  return free.length > places.length ? undefined : values;
}

// The name of a field that must have a value and has none, "" when all have.
export function missing(form: Form, values: Values): string {
  return form.fields.find((field) => field.is_required && field.type !== "boolean" && values[field.name] === "")?.name ?? "";
}

const kinds = {string: "text", integer: "whole number", number: "number", boolean: "yes or no"};

function note(field: Field): string {
  const parts = [kinds[field.type], field.is_list ? "several, with spaces between" : "", field.is_required ? "required" : "",
    field.default != null && field.type !== "boolean" ? `default ${textOf(field.default)}` : field.default_text ? `default ${field.default_text}` : ""];
  return parts.filter(Boolean).join(", ");
}

function input(field: Field, values: Values, changed: () => void): TemplateResult {
  const put = (event: Event) => {
    values[field.name] = (event.target as HTMLInputElement).value;
    changed();
  };
  const value = String(values[field.name] ?? "");
  if (field.enum) {
    return html`<select @change=${put}>${field.is_required ? nothing : html`<option value="" ?selected=${value === ""}></option>`}
      ${field.enum.map((one) => html`<option value=${one} ?selected=${String(one) === value}>${one}</option>`)}</select>`;
  }
  const isNumber = (field.type === "integer" || field.type === "number") && !field.is_list;
  return html`<input type=${isNumber ? "number" : "text"} step=${field.type === "integer" ? "1" : "any"} autocomplete="off" spellcheck="false"
    ?required=${field.is_required} .value=${value} @input=${put}>`;
}

export function formFields(form: Form, values: Values, changed: () => void): TemplateResult {
  return html`<div class="form-fields">${form.fields.filter((field) => !field.is_hidden).map((field) => (field.type === "boolean"
    ? html`<div class="field"><label class="check"><input type="checkbox" .checked=${values[field.name] === true}
        @change=${(event: Event) => {
          values[field.name] = (event.target as HTMLInputElement).checked;
          changed();
        }}><span>${field.name}</span></label><small>${field.help ?? ""}</small></div>`
    : html`<label class="field"><span>${field.name}</span>${input(field, values, changed)}
        <small>${note(field)}${field.help ? `. ${field.help}` : ""}</small></label>`))}</div>`;
}

// One word as a shell would need it, and a line of words as a shell splits it; nothing is expanded.
export const quote = (word: string) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replace(/'/g, "'\\''")}'`);

export function split(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let mark = "";
  for (let at = 0; at < line.length; at++) {
    const letter = line[at]!;
    if (mark) {
      if (letter === mark) mark = "";
      else if (letter === "\\" && mark === '"' && /["\\]/.test(line[at + 1] ?? "")) word += line[++at]!;
      else word += letter;
    } else if (letter === "'" || letter === '"') {
      mark = letter;
      word ??= "";
    } else if (letter === "\\" && at + 1 < line.length) {
      word = (word ?? "") + line[++at]!;
    } else if (/\s/.test(letter)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? "") + letter;
    }
  }
  return word === undefined ? words : [...words, word];
}
