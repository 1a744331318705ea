// Goal: what the tokens of app.css colour can be read: WCAG 2.2 1.4.3 (text, 4.5:1) and 1.4.11 (borders of
// controls, 3:1), in the light theme, the dark one of the system, and the dark one that was chosen.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import {test} from 'node:test';

type Tokens = Map<string, string>;

const css = fs.readFileSync('src/app.css', 'utf8').replace(/\/\*[\s\S]*?\*\//g, '').replace(/@import[^;]*;/g, '');

/** The tokens of all rules with exactly that selector, within a dark media query or outside of any. */
function tokensOf(selector: RegExp, isMedia: boolean): Tokens {
  const media = /@media\s*\(\s*prefers-color-scheme\s*:\s*dark\s*\)\s*\{((?:[^{}]*\{[^{}]*\})*)\s*\}/g;
  const text = isMedia
    ? [...css.matchAll(media)].map((found) => found[1]).join('')
    : css.replace(/@media[^{]*\{(?:[^{}]*\{[^{}]*\})*\s*\}/g, '');
  const tokens: Tokens = new Map();
  for (const [, names = '', body = ''] of text.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    if (!names.split(',').some((name) => selector.test(name.trim()))) continue;
    for (const [, name = '', value = ''] of body.matchAll(/(--[\w-]+)\s*:\s*(#[0-9a-f]{3,6})\b/gi)) tokens.set(name, value);
  }
  return tokens;
}

/** Relative luminance. Source: WCAG 2.2, "relative luminance". */
function luminance(hex: string): number {
  const digits = hex.length === 4 ? [...hex.slice(1)].map((digit) => digit + digit).join('') : hex.slice(1);
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const share = parseInt(digits.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ['bg', 'bg1', 'bg2'];
const states = ['ok', 'warn', 'bad', 'run', 'cancel'];
const tinted = [...states, 'add', 'del'].map((name) => `${name}-bg`);
const texts = ['fg', 'fg2', 'accent', ...states, 'queued', 'lost'];
const marks = ['add-mark', 'del-mark'];
const ansi = Array.from({length: 16}, (_, number) => `ansi${number}`);
const syntax = ['kw', 'str', 'num', 'com', 'fn', 'cls', 'inv'].map((name) => `sx-${name}`);

/** [text, ground, least contrast] */
const pairs: [string, string, number][] = [
  ...texts.flatMap((text) => grounds.map((ground): [string, string, number] => [text, ground, 4.5])),
  ...syntax.flatMap((text) => ['bg', 'bg1'].map((ground): [string, string, number] => [text, ground, 4.5])),
  ...states.map((state): [string, string, number] => [state, `${state}-bg`, 4.5]),
  ...['fg', 'fg2'].flatMap((text) => tinted.map((ground): [string, string, number] => [text, ground, 4.5])),
  ...syntax.flatMap((text) => ['add-bg', 'del-bg'].map((ground): [string, string, number] => [text, ground, 4.5])),
  ...marks.map((ground): [string, string, number] => ['fg', ground, 4.5]),
  ...ansi.map((text): [string, string, number] => [text, 'bg', 4.5]),
  ['on-accent', 'accent', 4.5],
  ...['line2', 'accent'].flatMap((line) => grounds.map((ground): [string, string, number] => [line, ground, 3])),
];

const light = tokensOf(/^:root$/, false);
const themes: [string, Tokens][] = [
  ['light', light],
  ['dark by the system', tokensOf(/^:root:not\(\[data-theme=["']?light["']?\]\)$/, true)],
  ['dark by choice', tokensOf(/^(:root)?\[data-theme=["']?dark["']?\]$/, false)],
];

test('the contrast of known colours is computed rightly', () => {
  assert.equal(contrast('#000', '#ffffff'), 21);
  assert.ok(Math.abs(contrast('#777', '#fff') - 4.48) < 0.005);
});

for (const [theme, tokens] of themes) {
  test(`what the ${theme} theme colours can be read`, () => {
    const weak: string[] = [];
    for (const [text, ground, least] of pairs) {
      const one = tokens.get(`--${text}`);
      const other = tokens.get(`--${ground}`);
      assert.ok(one && other, `app.css must give --${text} and --${ground} as #rrggbb in the ${theme} theme`);
      const found = contrast(one, other);
      if (found < least) weak.push(`--${text} ${one} on --${ground} ${other}: ${found.toFixed(2)}, not ${least}`);
    }
    assert.deepEqual(weak, []);
  });
}

test('both dark themes are the same', () => {
  assert.deepEqual([...themes[1]![1]].sort(), [...themes[2]![1]].sort());
});
