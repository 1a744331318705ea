// Who may: the browsers that are signed in, and the tokens.
import {html, nothing, signal, type TemplateResult} from "../../../vendor/lit.js";
import {get, post, remove, said} from "../../core/api";
import {me} from "../../core/store";
import type {Role} from "../../core/types";
import {act, copyButton, empty, failure, skeleton, when} from "../../parts/bits";
import {confirm, openDialog} from "../../parts/dialog";
import {signOut} from "../../parts/signin";
import {toast} from "../../parts/toast";

interface Token {
  id: string;
  name: string;
  role: Role;
  local?: boolean;
  created?: string;
  last_used?: string;
  expires?: string;
}
interface Session {
  id: string;
  name?: string;
  token?: string;
  role?: Role;
  created?: string;
  last_used?: string;
  expires?: string;
  from?: string;
  address?: string;
  agent?: string;
  current?: boolean;
}

const tokens = signal<Token[] | undefined>(undefined);
const sessions = signal<Session[] | undefined>(undefined);
const problem = signal("");

async function read(): Promise<void> {
  try {
    sessions.value = (await get<{sessions: Session[]}>("/api/sessions")).sessions;
    if (me.value?.role === "admin") tokens.value = (await get<{tokens: Token[]}>("/api/tokens")).tokens;
    problem.value = "";
  } catch (error) {
    problem.value = said(error);
  }
}

export const enterAccess = () => void read();

async function end(session: Session): Promise<void> {
  const text = session.current ? "This is the browser that you look at." : `It is signed in as ${session.name ?? "?"} and has to sign in again. What is typed there is kept.`;
  if (!(await confirm("Sign this browser out?", text, "Sign it out"))) return;
  if (session.current) return signOut();
  await remove("/api/sessions", {id: session.id}).catch((error) => toast(said(error), "bad"));
  await read();
}

export function sessionsView(): TemplateResult {
  const all = sessions.value;
  return html`<h2>Browsers that are signed in</h2>${problem.value ? failure(problem.value, () => void read()) : nothing}
    ${!all ? skeleton(3) : all.length === 0 ? empty("None: you use a token.") : html`<table class="records"><thead><tr><th>Who</th><th>Role</th><th>From</th><th>Since</th><th>Last used</th><th><span class="hidden">Action</span></th></tr></thead>
      <tbody>${all.map((one) => html`<tr><td data-label="Who"><span>${one.name ?? one.token ?? ""}${one.current ? html` <b>(this one)</b>` : nothing}</span></td><td data-label="Role">${one.role ?? ""}</td><td data-label="From">${one.from ?? one.address ?? ""}</td>
        <td data-label="Since">${when(one.created)}</td><td data-label="Last used">${when(one.last_used)}</td><td>${act("Sign out", () => void end(one), {kind: "quiet", className: "in-table"})}</td></tr>`)}</tbody></table>`}`;
}

const roles: [Role, string][] = [["viewer", "reads"], ["runner", "also runs and cancels"], ["editor", "also changes files, git, packages; terminals"], ["admin", "also tokens and configuration"]];

async function showSecret(title: string, text: string, secret: string): Promise<void> {
  await openDialog({title, isFirm: true, body: (close) => html`<p>${text}</p><p class="secret"><code>${secret}</code>${copyButton(secret)}</p>
    <footer><button class="primary" autofocus @click=${() => close()}>I have it</button></footer>`}).done;
}

async function create(): Promise<void> {
  let wrong = "";
  const dialog = openDialog({title: "New token", body: (close) => {
    const submit = async (event: SubmitEvent) => {
      event.preventDefault();
      const data = new FormData(event.target as HTMLFormElement);
      const days = Number(data.get("days"));
      const expires = days > 0 ? new Date(Date.now() + days * 86_400_000).toISOString() : undefined;
      try {
        close(await post("/api/tokens", {name: String(data.get("name")).trim(), role: data.get("role"), ...(expires ? {expires} : {})}));
      } catch (error) {
        wrong = said(error);
        dialog.draw();
      }
    };
    return html`<form @submit=${submit}><label class="field"><span>What it is for</span><input name="name" required autofocus autocomplete="off"></label>
      <label class="field"><span>Role</span><select name="role">${roles.map(([id, text]) => html`<option value=${id}>${id}: ${text}</option>`)}</select></label>
      <label class="field"><span>Ends after, in days</span><input name="days" type="number" min="1" max="3650"><small>Empty: never.</small></label>
      ${wrong ? html`<p class="wrong" role="alert">${wrong}</p>` : nothing}
      <footer><button type="button" @click=${() => close()}>Not now</button><button class="primary">Make it</button></footer></form>`;
  }});
  const made = (await dialog.done) as {token: string} | undefined;
  if (made) await showSecret("The new token", "Only now can it be read. Who has it can do what its role allows.", made.token);
  await read();
}

async function revoke(token: Token): Promise<void> {
  if (!(await confirm("Revoke this token?", `Whoever uses '${token.name}' is refused at once, and browsers that it signed in are signed out.`, "Revoke"))) return;
  await remove("/api/tokens", {id: token.id}).catch((error) => toast(said(error), "bad"));
  await read();
}

async function link(): Promise<void> {
  try {
    const answer = await post<{url: string}>("/api/signin/link", {});
    await showSecret("A sign-in link", "It signs one browser in as you, once, within ten minutes.", new URL(answer.url, location.href).href);
  } catch (error) {
    toast(said(error), "bad");
  }
}

export function keysView(): TemplateResult {
  const all = tokens.value;
  return html`<div class="toolbar"><h2>Tokens</h2><span class="grow"></span>${act("Sign-in link…", () => void link(), {role: "admin"})}${act("New token…", () => void create(), {role: "admin", kind: "primary"})}</div>
    ${problem.value ? failure(problem.value, () => void read()) : nothing}
    ${!all ? skeleton(3) : html`<table class="records"><thead><tr><th>Name</th><th>Role</th><th>Made</th><th>Last used</th><th>Ends</th><th><span class="hidden">Action</span></th></tr></thead>
      <tbody>${all.map((one) => html`<tr><td data-label="Name">${one.name}</td><td data-label="Role">${one.role}</td><td data-label="Made">${when(one.created)}</td><td data-label="Last used">${one.last_used ? when(one.last_used) : "never"}</td>
        <td data-label="Ends">${one.expires ? when(one.expires) : "never"}</td>
        <td>${one.local ? html`<span class="dim">var/token</span>` : act("Revoke", () => void revoke(one), {kind: "quiet", className: "in-table", label: `Revoke ${one.name}`})}</td></tr>`)}</tbody></table>`}`;
}
