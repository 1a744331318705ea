// A script's own arguments as a form: read by GET /api/form, which looks at the script and does not
// run it. The server also makes the words of the command line from what was filled in.
import {html, nothing, type TemplateResult} from "../../../vendor/lit.js";
import {get, post} from "../../core/api";
import {quote, split} from "./words";

export interface Field {
  name: string;
  flag?: string; // "--limit"; none: it is positional
  flags?: string[]; // all that mean this one
  flag_off?: string; // of a boolean: written when it is false
  type: "string" | "integer" | "number" | "boolean";
  enum?: (string | number)[];
  default?: unknown;
  default_text?: string; // of one that only running the script would tell
  is_hidden?: boolean;
  is_required?: boolean;
  is_list?: boolean;
  is_repeated?: boolean; // of a list: the flag stands before each value
  is_count?: boolean; // the flag is written as many times
  help?: string;
}
export interface Form {
  kind: string; // argparse, click, typer, main, none
  is_certain?: boolean;
  description?: string;
  problems?: {line?: number; message: string}[]; // what of the script was not understood
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

const isOff = (field: Field, flag: string) => !field.flag || flag === field.flag_off || (flag !== field.flag && flag.startsWith("--no-"));

// FLAG of FIELD stands at AT in ARGS: put its value; answers where it ends, -1 when it lacks one.
function take(field: Field, flag: string, inline: string | undefined, args: string[], at: number, values: Values, lists: Map<string, string[]>): number {
  if (field.type === "boolean") {
    values[field.name] = !isOff(field, flag);
  } else if (field.is_count) {
    values[field.name] = String(Number(values[field.name] || 0) + 1);
  } else if (field.is_list && !field.is_repeated && inline === undefined) {
    const list: string[] = [];
    while (at + 1 < args.length && !args[at + 1]!.startsWith("-")) list.push(args[++at]!);
    lists.set(field.name, list);
  } else {
    const value = inline ?? args[++at];
    if (value === undefined) return -1;
    if (field.is_list) lists.set(field.name, [...(lists.get(field.name) ?? []), value]);
    else values[field.name] = value;
  }
  return at;
}

// The flag that WORD is or begins with, and the value in the same word.
function flagIn(form: Form, word: string): {field: Field; flag: string; inline?: string} | undefined {
  const fieldOf = (flag: string) => form.fields.find((one) => flag === one.flag || flag === one.flag_off || one.flags?.includes(flag));
  const whole = fieldOf(word);
  if (whole) return {field: whole, flag: word};
  const [flag, inline] = word.startsWith("--") ? word.split(/=(.*)/s) : [word.slice(0, 2), word.slice(2)];
  const field = fieldOf(flag!);
  return field && inline !== undefined && field.type !== "boolean" && !field.is_count ? {field, flag: flag!, inline} : undefined;
}

// The values that ARGS stand for; undefined when the form cannot say them.
export function valuesOf(form: Form, args: string[]): Values | undefined {
  const values = emptyValues(form);
  const places = form.fields.filter((field) => !field.flag && !field.flag_off);
  const lists = new Map<string, string[]>();
  const free: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const word = args[at]!;
    if (word === "--") {
      free.push(...args.slice(at + 1));
      break;
    }
    const it = word.startsWith("-") && word !== "-" ? flagIn(form, word) : undefined;
    if (it) at = take(it.field, it.flag, it.inline, args, at, values, lists);
    else if (/^-[^\d.]/.test(word)) return undefined;
    else free.push(word);
    if (at < 0) return undefined;
  }
  for (const field of places) {
    if (field.is_list) lists.set(field.name, free.splice(0));
    else if (free.length) values[field.name] = free.shift()!;
  }
  for (const [name, list] of lists) values[name] = list.map(quote).join(" ");
  return free.length ? undefined : values;
}

export interface Wrong {
  name: string; // of the field, "" when it is none's
  text: string;
}

// The field that must have a value and has none.
export function missing(form: Form, values: Values): Wrong | undefined {
  const field = form.fields.find((one) => one.is_required && one.type !== "boolean" && values[one.name] === "");
  return field && {name: field.name, text: `'${field.name}' is needed.`};
}

// Whose field the server means by TEXT, which names it between quotes.
export function blame(form: Form | undefined, text: string): Wrong {
  const words = [...text.matchAll(/'([^']+)'/g)].map((found) => found[1]!);
  const field = form?.fields.find((one) => words.some((word) => word === one.name || word === one.flag || one.flags?.includes(word)));
  return {name: field && !field.is_hidden ? field.name : "", text};
}

const kinds = {string: "text", integer: "whole number", number: "number", boolean: "yes or no"};

function note(field: Field): string {
  const usual = textOf(field.default) || field.default_text;
  const parts = [field.is_count ? "how many times" : field.enum ? "" : kinds[field.type], field.is_list ? "several, with spaces between" : "", field.is_required ? "required" : "",
    usual ? `default ${usual}` : ""];
  return parts.filter(Boolean).join(", ");
}

type Said = {invalid: "true" | "false"; by: string};

function input(field: Field, values: Values, changed: () => void, {invalid, by}: Said): TemplateResult {
  const put = (event: Event) => {
    values[field.name] = (event.target as HTMLInputElement).value;
    changed();
  };
  const value = String(values[field.name] ?? "");
  if (field.enum && !field.is_list) {
    return html`<select @change=${put} aria-invalid=${invalid} aria-describedby=${by}>${field.is_required && value ? nothing : html`<option value="" ?selected=${value === ""}></option>`}
      ${field.enum.map((one) => html`<option value=${one} ?selected=${String(one) === value}>${one}</option>`)}</select>`;
  }
  // No type=number: what is no number would be silently nothing, instead of refused.
  const mode = field.is_list || field.type === "string" ? "text" : field.type === "integer" ? "numeric" : "decimal";
  return html`<input type="text" inputmode=${mode} autocomplete="off" autocapitalize="off" spellcheck="false" aria-required=${field.is_required ? "true" : "false"}
    aria-invalid=${invalid} aria-describedby=${by} .value=${value} @input=${put}>`;
}

// The fields of FORM; WRONG is shown at the one that it names.
export function formFields(form: Form, values: Values, changed: () => void, wrong?: Wrong): TemplateResult {
  return html`<div class="form-fields">${form.fields.filter((field) => !field.is_hidden).map((field) => {
    const isWrong = wrong?.name === field.name;
    const by = `about-${field.name}`;
    const word = isWrong ? html`<p class="wrong" role="alert">${wrong.text}</p>` : nothing;
    return field.type === "boolean"
      ? html`<div class="field"><label class="check"><input type="checkbox" .checked=${values[field.name] === true} aria-describedby=${by}
        @change=${(event: Event) => {
          values[field.name] = (event.target as HTMLInputElement).checked;
          changed();
        }}><span>${field.name}</span></label><div class="field-note" id=${by}>${word}${field.help ? html`<small>${field.help}</small>` : nothing}</div></div>`
      : html`<div class="field"><label><span>${field.name}</span>${input(field, values, changed, {invalid: isWrong ? "true" : "false", by})}</label>
        <div class="field-note" id=${by}>${word}<small>${field.help ? `${field.help} (${note(field)})` : note(field)}</small></div></div>`;
  })}</div>`;
}
