// Colours of a terminal in text: a parser for SGR (ECMA-48 8.3.117) that makes pieces of text with a
// style. Other escape sequences are left out. Pure; its state goes on from line to line.

export interface AnsiStyle {
  fg?: string; // "0".."15", or a CSS colour
  bg?: string;
  bold?: boolean;
  dim?: boolean;
  italic?: boolean;
  underline?: boolean;
  inverse?: boolean;
  strike?: boolean;
}
export interface AnsiPiece {
  text: string;
  style: AnsiStyle;
}

// CSI … letter, OSC … BEL or ST, other escapes, and control characters that print nothing.
const escapes = /\x1b\[([0-9;:?<=>]*)[ -/]*([@-~])|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[@-Z\\-_ -/]?[0-~]?|[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f]/g;

function indexed(n: number): string | undefined {
  if (n < 16) return String(n);
  if (n < 232) {
    const level = (v: number) => (v ? 55 + v * 40 : 0);
    n -= 16;
    return `rgb(${level(Math.floor(n / 36))} ${level(Math.floor(n / 6) % 6)} ${level(n % 6)})`;
  }
  return n < 256 ? `rgb(${8 + (n - 232) * 10} ${8 + (n - 232) * 10} ${8 + (n - 232) * 10})` : undefined;
}

// 38;5;N and 38;2;R;G;B: the colour, and how many numbers it took.
function extended(codes: number[], at: number): [string | undefined, number] {
  if (codes[at] === 5) return [indexed(codes[at + 1] ?? 0), 2];
  if (codes[at] === 2) return [`rgb(${codes[at + 1] ?? 0} ${codes[at + 2] ?? 0} ${codes[at + 3] ?? 0})`, 4];
  return [undefined, 1];
}

const switches: Record<number, [keyof AnsiStyle, boolean]> = {
  1: ["bold", true], 2: ["dim", true], 3: ["italic", true], 4: ["underline", true], 7: ["inverse", true], 9: ["strike", true],
  23: ["italic", false], 24: ["underline", false], 27: ["inverse", false], 29: ["strike", false],
};

function applied(style: AnsiStyle, words: string): AnsiStyle {
  const codes = words === "" ? [0] : words.split(/[;:]/).map(Number);
  let next = {...style};
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at]!;
    const flip = switches[code];
    if (code === 0) next = {};
    else if (flip) next = {...next, [flip[0]]: flip[1]};
    else if (code === 22) next = {...next, bold: false, dim: false};
    else if (code >= 30 && code <= 37) next.fg = String(code - 30);
    else if (code >= 90 && code <= 97) next.fg = String(code - 82);
    else if (code === 39) next.fg = undefined;
    else if (code >= 40 && code <= 47) next.bg = String(code - 40);
    else if (code >= 100 && code <= 107) next.bg = String(code - 92);
    else if (code === 49) next.bg = undefined;
    else if (code === 38 || code === 48) {
      const [colour, taken] = extended(codes, at + 1);
      if (code === 38) next.fg = colour;
      else next.bg = colour;
      at += taken;
    }
  }
  return next;
}

// What a terminal would show of a line with carriage returns: what stands behind the last one.
export function overwritten(line: string): string {
  const text = line.endsWith("\r") ? line.slice(0, -1) : line;
  const at = text.lastIndexOf("\r");
  return at < 0 ? text : text.slice(at + 1);
}

export function ansi(text: string, start: AnsiStyle = {}): {pieces: AnsiPiece[]; style: AnsiStyle} {
  const pieces: AnsiPiece[] = [];
  let style = start;
  let from = 0;
  for (const match of text.matchAll(escapes)) {
    if (match.index! > from) pieces.push({text: text.slice(from, match.index), style});
    if (match[2] === "m" && !/[?<=>]/.test(match[1]!)) style = applied(style, match[1]!);
    from = match.index! + match[0].length;
  }
  if (from < text.length) pieces.push({text: text.slice(from), style});
  return {pieces, style};
}

// The element of a piece: a text node when it has no style.
export function ansiNode({text, style}: AnsiPiece): Node {
  if (Object.values(style).every((value) => !value)) return document.createTextNode(text);
  const span = document.createElement("span");
  span.textContent = text;
  const colour = (name: string | undefined) => (name && /^\d+$/.test(name) ? `var(--ansi${name})` : name ?? "");
  const [fg, bg] = style.inverse ? [style.bg ?? "var(--bg)", style.fg ?? "var(--fg)"] : [style.fg, style.bg];
  if (fg) span.style.color = fg.startsWith("var") ? fg : colour(fg);
  if (bg) span.style.background = bg.startsWith("var") ? bg : style.inverse ? colour(bg) : `color-mix(in srgb, ${colour(bg)} 25%, var(--bg))`;
  if (style.bold) span.style.fontWeight = "700";
  if (style.italic) span.style.fontStyle = "italic";
  if (style.underline || style.strike) {
    span.style.textDecoration = `${style.underline ? "underline" : ""} ${style.strike ? "line-through" : ""}`;
  }
  return span;
}
