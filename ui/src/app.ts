// The page: sign in, then the shell around one place at a time. One effect draws all of it; what is
// hot (log lines, terminals, the editor) writes to its own elements.
import "./parts/shell";
import {effect, html, nothing, render, signal, untracked, type TemplateResult} from "../vendor/lit.js";
import {onSignedOut, said} from "./core/api";
import {bind, startKeys} from "./core/keys";
import {connection, isSignedOut, nextTry, startLive, tryNow, watchStats} from "./core/live";
import {narrowNav, startTheme} from "./core/prefs";
import {go, route, startRouter, type Route} from "./core/router";
import {isNarrow} from "./core/screen";
import {dirtyCount, me, projectName, queue, startStore, stats, updated} from "./core/store";
import {now, startClock} from "./core/time";
import {failure, skeleton} from "./parts/bits";
import {icon} from "./parts/icons";
import {startMenus} from "./parts/menu";
import {isSignedIn, signInDialog, signInPage, signOut} from "./parts/signin";
import {toast, toastList} from "./parts/toast";
import type {Place} from "./places/place";

const help = () => void import("./parts/help").then(({openHelp}) => openHelp());
// Once it is here it opens at once, so that what is typed behind the shortcut goes into it.
let palette: {openPalette: () => void} | undefined;
const loadPalette = async () => { palette ??= await import("./parts/finds"); };
const openPalette = () => (palette ? palette.openPalette() : void loadPalette().then(() => palette?.openPalette()));

interface Door {
  id: string;
  path: string;
  label: string;
  keys: string;
  load: () => Promise<{place: Place}>;
  count?: () => number;
}

const doors: Door[] = [
  {id: "home", path: "/", label: "Home", keys: "g h", load: () => import("./places/home")},
  {id: "runs", path: "/runs", label: "Runs", keys: "g r", load: () => import("./places/runs"),
   count: () => (queue.value ? queue.value.running + queue.value.waiting : 0)},
  {id: "code", path: "/code", label: "Code", keys: "g c", load: () => import("./places/code")},
  {id: "changes", path: "/changes", label: "Changes", keys: "g d", load: () => import("./places/changes"),
   count: () => dirtyCount.value},
  {id: "settings", path: "/settings", label: "Settings", keys: "g ,", load: () => import("./places/settings")},
];

const doorOf = (at: Route) => doors.find((door) => (door.path.slice(1) === (at.parts[0] ?? "")));

// The place that is shown; it changes when the address does and its code is there.
const shown = signal<{door: Door; place: Place} | undefined>(undefined);
const broken = signal("");
const loaded = new Map<string, Place>();

async function visit(at: Route): Promise<void> {
  const door = doorOf(at);
  const before = shown.value;
  if (!door) {
    before?.place.leave?.();
    shown.value = undefined;
    broken.value = `There is no page at ${at.path}.`;
    return;
  }
  try {
    const place = loaded.get(door.id) ?? (await door.load()).place;
    loaded.set(door.id, place);
    if (route.value !== at) return; // it went on meanwhile
    if (before && before.place !== place) before.place.leave?.();
    broken.value = "";
    place.enter?.(at);
    if (before?.place !== place) shown.value = {door, place};
  } catch (error) {
    broken.value = `This page could not be loaded: ${said(error)}`;
  }
}

function pill(): TemplateResult {
  const words = {connecting: "Connecting", live: "Live", reconnecting: "Reconnecting", offline: "Offline"};
  return html`<span class="pill ${connection.value}">${words[connection.value]}</span>`;
}

const askToSignIn = () => void signInDialog().catch(() => {}); // put off: the banner stays

function banners(): TemplateResult {
  const seconds = Math.max(0, Math.ceil((nextTry.value - Date.now()) / 1000));
  void now.value; // counts down
  return html`
    ${isSignedOut.value ? html`<div class="banner warn" role="alert">${icon("warning")}
      <span>You are signed out. Your edits are kept in this browser.</span>
      <button @click=${askToSignIn}>Sign in</button></div>`
    : connection.value === "offline" ? html`<div class="banner warn" role="alert">${icon("warning")}
      <span>Connection lost. Your edits are kept in this browser.</span>
      <span aria-hidden="true">${nextTry.value ? `Next try in ${seconds} s.` : ""}</span>
      <button @click=${tryNow}>Try now</button></div>` : nothing}
    ${updated.value ? html`<div class="banner info" role="status">${icon("info")}<span>PiRun was updated.</span>
      <button @click=${() => location.reload()}>Reload</button></div>` : nothing}
    ${queue.value?.degraded?.length ? html`<div class="banner warn" role="status">${icon("warning")}
      <span>The server works with less than it should: ${queue.value.degraded.join("; ")}</span></div>` : nothing}`;
}

function meter(name: string, part: number | undefined, text: string): TemplateResult | typeof nothing {
  if (part === undefined) return nothing;
  return html`<div class="meter"><span>${name}</span><span>${text}</span>
    <div class="meter-bar ${part > 0.9 ? "high" : ""}"><div .style=${`width:${Math.round(part * 100)}%`}></div></div></div>`;
}

function machineFoot(): TemplateResult | typeof nothing {
  const it = stats.value;
  if (!it) return nothing;
  const busy = it.cpu_percent !== undefined ? it.cpu_percent / 100 : it.load_1m !== undefined ? it.load_1m / it.cores : undefined;
  const cpu = busy === undefined ? undefined : Math.min(1, busy);
  const memory = it.memory ? 1 - it.memory.available_kb / it.memory.total_kb : undefined;
  const disk = it.disk ? 1 - it.disk.free_bytes / it.disk.total_bytes : undefined;
  const percent = (part: number | undefined) => `${Math.round((part ?? 0) * 100)} %`;
  return html`<a class="nav-foot" href="/settings/machine"><span class="hidden">Machine</span>
    ${meter("CPU", cpu, percent(cpu))}${meter("Memory", memory, percent(memory))}${meter("Disk", disk, percent(disk))}</a>`;
}

function navigation(): TemplateResult {
  const current = doorOf(route.value)?.id;
  return html`<nav class="nav ${narrowNav.value ? "narrow" : ""}" aria-label="Places">
    <ul>${doors.map((door) => html`<li><a href=${door.path} aria-current=${door.id === current ? "page" : nothing}
      title=${narrowNav.value ? door.label : nothing}>
      ${icon(door.id)}<span class="nav-word">${door.label}</span>
      ${door.count?.() ? html`<span class="badge"><span class="hidden">, </span>${door.count()}</span>` : nothing}</a></li>`)}</ul>
    ${machineFoot()}
    <button class="quiet nav-fold" aria-label=${narrowNav.value ? "Widen the navigation" : "Narrow the navigation"}
      @click=${() => { narrowNav.value = !narrowNav.value; }}>${icon(narrowNav.value ? "right" : "left")}</button></nav>`;
}

function account(): TemplateResult {
  const who = me.value;
  if (!who || who.how !== "session") return html`<span class="account">${who?.name ?? ""}</span>`;
  return html`<details class="menu account"><summary>${icon("user")}<span class="account-name">${who.name}</span></summary>
    <div class="menu-list"><p class="dim">Signed in as ${who.name}, role ${who.role}</p>
      <a href="/settings/look">Look and keys</a>
      <button @click=${() => void signOut()}>Sign out</button></div></details>`;
}

function header(): TemplateResult {
  return html`<header class="top"><a class="skip" href="#main" @click=${(event: Event) => {
      event.preventDefault();
      document.getElementById("main")?.focus();
    }}>Skip to the content</a>
    <a class="brand" href="/">PiRun</a><span class="project">/ ${projectName.value}</span>
    <span class="grow"></span>
    <button class="quiet search-button" @click=${() => openPalette()}>${icon("search")}<span class="search-word">Go to</span>
      <kbd aria-hidden="true">Ctrl K</kbd></button>
    ${pill()}${account()}</header>`;
}

function page(): TemplateResult {
  const at = route.value;
  const here = shown.value;
  const isRight = here && here.door === doorOf(at);
  return html`${header()}${navigation()}
    <div class="stage"><div class="banners">${banners()}</div>
    <main id="main" tabindex="-1" class=${isRight && here.place.isFull ? "full" : ""}>${
      broken.value ? html`<h1>Not here</h1>${failure(broken.value)}<p><a href="/">Go to Home</a></p>`
      : isRight ? here.place.view(at) : html`<h1 class="hidden">Loading</h1>${skeleton()}`}</main></div>
    ${toastList()}`;
}

function startCommands(): void {
  bind("Everywhere", [
    {keys: "Ctrl+K", label: "Go to a place, a file or a run; commands", run: () => openPalette(), inFields: true},
    {keys: "F1", label: "Commands", run: () => openPalette(), inFields: true},
    {keys: "Ctrl+Shift+P", label: "Commands", run: () => openPalette(), inFields: true},
    ...doors.map((door) => ({keys: door.keys, label: `Go to ${door.label}`, run: () => go(door.path), palette: true})),
    {keys: "?", label: "Show the shortcuts", run: help, palette: true},
    {keys: "F6", label: "Next region", run: () => nextRegion(1), inFields: true},
    {keys: "Ctrl+Shift+F6", label: "Previous region", run: () => nextRegion(-1), inFields: true},
  ]);
}

// Header, navigation, main, and what marks itself as a region within it.
function nextRegion(step: number): void {
  const all = [...document.querySelectorAll<HTMLElement>("header.top, nav.nav, main, [data-region]")]
    .filter((region) => region.offsetParent !== null || region.tagName === "HEADER");
  const at = all.findLastIndex((region) => region.contains(document.activeElement));
  const next = all[(at + step + all.length) % all.length];
  const focusable = "a[href], button, input, select, textarea, [tabindex]";
  if (!next) return;
  (next.matches("[tabindex]") ? next : next.querySelector<HTMLElement>(next.dataset.region || focusable))?.focus();
}

// Where /login?next= leads: to a path of ours, never to another site.
function afterLogin(next: string | null): string {
  const to = new URL(next ?? "/", location.origin);
  return to.origin === location.origin && !to.pathname.startsWith("/login") ? to.pathname + to.search + to.hash : "/";
}

async function start(): Promise<void> {
  const root = document.getElementById("app")!;
  startTheme();
  let signedIn = false;
  for (let wait = 500; ; wait = Math.min(wait * 1.7, 8000)) {
    try {
      signedIn = await isSignedIn();
      break;
    } catch (error) {
      render(html`<main class="signin-page"><h1>PiRun</h1>${failure(`${said(error)} It is asked again by itself.`)}</main>`, root);
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
  if (!signedIn) await signInPage(root, route.value.query.get("link") === "over");
  if (route.value.path === "/login") go(afterLogin(route.value.query.get("next")), {replace: true});
  render(nothing, root);
  onSignedOut(signInDialog);
  startRouter();
  startKeys();
  startMenus();
  startClock();
  startStore();
  startLive();
  startCommands();
  void loadPalette(); // comes behind what draws the page
  if (!isNarrow.value) watchStats();
  effect(() => {
    const at = route.value;
    untracked(() => void visit(at));
  });
  effect(() => { render(page(), root); });
  let wasOffline = false;
  effect(() => {
    if (connection.value === "offline") wasOffline = true;
    if (connection.value !== "live" || !wasOffline) return;
    wasOffline = false;
    untracked(() => toast("Back online.", "ok"));
  });
  effect(() => { if (isSignedOut.value) untracked(askToSignIn); });
  effect(() => {
    const title = shown.value?.place.title(route.value) ?? "PiRun";
    document.title = `${title} · ${projectName.value} · PiRun`;
  });
}

// The place is made ready while it is not known yet who asks. The server has named its parts to the browser.
doorOf(route.value)?.load().catch(() => {}); // what is wrong is said when it is shown
void start();
