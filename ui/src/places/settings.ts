// Settings: who may, the machine, the configuration, terminals, the look of this browser.
import "../parts/shell";
import {html, nothing, type TemplateResult} from "../../vendor/lit.js";
import type {Route} from "../core/router";
import {may} from "../core/store";
import {enterAccess, keysView, sessionsView} from "./settings/access";
import {configView, enterConfig} from "./settings/config";
import {lookView} from "./settings/look";
import {enterMachine, leaveMachine, machineView} from "./settings/machine";
import {enterTerminals, leaveTerminals, terminalsView} from "./settings/terminals";
import {settingsPages, type SettingsId} from "./settings_pages";
import type {Place} from "./place";

interface Shown {
  view: () => TemplateResult;
  enter?: () => void;
  leave?: () => void;
}

const shows: Record<SettingsId, Shown> = {
  look: {view: lookView},
  machine: {view: machineView, enter: enterMachine, leave: leaveMachine},
  sessions: {view: sessionsView, enter: enterAccess},
  terminals: {view: terminalsView, enter: enterTerminals, leave: leaveTerminals},
  keys: {view: keysView, enter: enterAccess},
  config: {view: configView, enter: enterConfig},
};
const pages = settingsPages.map((page) => ({...page, ...shows[page.id]} as typeof page & Shown));

const open = () => pages.filter((page) => may(page.role));
const pageOf = (route: Route) => open().find((page) => page.id === (route.parts[1] ?? "look"));
let inside: Shown | undefined;

export const place: Place = {
  title: (route) => pageOf(route)?.label ?? "Settings",
  enter(route) {
    const next = pageOf(route);
    requestAnimationFrame(() => document.querySelector(".subnav [aria-current]")?.scrollIntoView({block: "nearest", inline: "nearest"}));
    if (next === inside) return;
    inside?.leave?.();
    inside = next;
    next?.enter?.();
  },
  leave() {
    inside?.leave?.();
    inside = undefined;
  },
  view(route) {
    const shown = pageOf(route);
    return html`<div class="page-head"><h1>Settings</h1></div><nav class="subnav" aria-label="Settings">${open().map((page) => html`
      <a href="/settings/${page.id}" aria-current=${page === shown ? "page" : nothing}>${page.label}</a>`)}</nav>
      <div class="settings">${shown ? shown.view() : html`<p>There is no such page, or it needs another role.</p>`}</div>`;
  },
};
