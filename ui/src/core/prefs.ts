// What this browser remembers: sizes, theme, choices. Never data of the project.
import {signal, effect} from "../../vendor/lit.js";

export function pref<T>(name: string, fallback: T) {
  const key = `pirun.${name}`;
  let first = fallback;
  try {
    const text = localStorage.getItem(key);
    if (text !== null) first = JSON.parse(text);
  } catch { /* storage may be off: then it is forgotten with the page */ }
  const value = signal<T>(first);
  effect(() => {
    const text = JSON.stringify(value.value);
    try { localStorage.setItem(key, text); } catch { /* as above */ }
  });
  return value;
}

export const theme = pref<"system" | "light" | "dark">("theme", "system");
export const singleKeys = pref("single-keys", true);
export const narrowNav = pref("narrow-nav", false);
export const screenReader = pref("screen-reader", false);

export function startTheme(): void {
  effect(() => {
    if (theme.value === "system") document.documentElement.removeAttribute("data-theme");
    else document.documentElement.dataset.theme = theme.value;
  });
}
