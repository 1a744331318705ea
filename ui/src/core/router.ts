// Real paths, one signal. A link is an ordinary <a href>; a click on one of ours stays in the page.
import {signal} from "../../vendor/lit.js";

export interface Route {
  path: string; // decoded, begins with /
  parts: string[]; // of the path, decoded
  query: URLSearchParams;
  hash: string; // without #
}

function here(): Route {
  const raw = location.pathname;
  const parts = raw.split("/").filter(Boolean).map((part) => {
    try { return decodeURIComponent(part); } catch { return part; }
  });
  return {path: "/" + parts.join("/"), parts, query: new URLSearchParams(location.search), hash: location.hash.slice(1)};
}

export const route = signal<Route>(here());

type Guard = () => boolean;
const guards = new Set<Guard>();
// GUARD says whether the page may be left (it may ask the person).
export function guard(leave: Guard): () => void {
  guards.add(leave);
  return () => guards.delete(leave);
}

export function go(to: string, options: {replace?: boolean; keepFocus?: boolean} = {}): void {
  const before = location.pathname;
  if (options.replace) history.replaceState(null, "", to);
  else history.pushState(null, "", to);
  route.value = here();
  if (before !== location.pathname && !options.keepFocus) arrived();
}

// Change some keys of the query; "" removes one. The place stays.
export function setQuery(changes: Record<string, string>, replace = true): void {
  const query = new URLSearchParams(location.search);
  for (const [key, value] of Object.entries(changes)) {
    if (value === "") query.delete(key);
    else query.set(key, value);
  }
  const text = query.toString();
  go(location.pathname + (text ? `?${text}` : "") + location.hash, {replace, keepFocus: true});
}

export function setHash(hash: string): void {
  go(location.pathname + location.search + (hash ? `#${hash}` : ""), {replace: true, keepFocus: true});
}

// A path of the project as a part of an address.
export const pathTo = (place: string, file: string) =>
  place + file.split("/").map((part) => "/" + encodeURIComponent(part)).join("");

function arrived(): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>("main")?.focus({preventScroll: true}));
}

function isOurs(event: MouseEvent, link: HTMLAnchorElement): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
    && !event.defaultPrevented && link.origin === location.origin && !link.target && !link.hasAttribute("download")
    && !link.pathname.startsWith("/api/") && link.pathname !== "/openapi.json" && link.pathname !== "/metrics";
}

export function startRouter(): void {
  addEventListener("popstate", () => { route.value = here(); });
  addEventListener("click", (event) => {
    const link = (event.target as Element | null)?.closest?.("a[href]") as HTMLAnchorElement | null;
    if (!link || !isOurs(event, link)) return;
    if (link.getAttribute("href")!.startsWith("#") && link.pathname === location.pathname) return;
    event.preventDefault();
    if ([...guards].every((leave) => leave())) go(link.href.slice(location.origin.length));
  });
}
