// Goal: the page stays small. The sizes are those of the build in PIRUN_UI_BUILD (a build's directory "ui"), as gzip,
// which is all that browsers ask for over plain HTTP. 1 kB = 1000 bytes.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {gzipSync} from 'node:zlib';

interface Output {
  entryPoint?: string;
  inputs: Record<string, {bytesInOutput: number}>;
  imports: {path: string; kind: string}[];
}

const build = process.env.PIRUN_UI_BUILD ?? path.resolve('../build/dev/ui');
const dist = path.join(build, 'dist');
const meta: {outputs: Record<string, Output>} = JSON.parse(fs.readFileSync(`${dist}.meta.json`, 'utf8'));
const outputs = new Map(Object.entries(meta.outputs).map(([name, output]) => [path.basename(name), output]));

const squeezed = (name: string) => gzipSync(fs.readFileSync(path.join(dist, name)), {level: 9}).length;
const sum = (names: Iterable<string>) => [...names].reduce((total, name) => total + squeezed(`assets/${name}`), 0);

/** What ui/vendor has of NAMES: a file that holds code of ours too counts by its share before gzip. */
function vendored(names: Iterable<string>): number {
  return [...names].reduce((total, name) => {
    const rows = Object.entries(outputs.get(name)?.inputs ?? {});
    const bytes = (of: typeof rows) => of.reduce((sum, [, {bytesInOutput}]) => sum + bytesInOutput, 0);
    return total + squeezed(`assets/${name}`) * bytes(rows.filter(([from]) => from.startsWith('vendor/'))) / Math.max(1, bytes(rows));
  }, 0);
}

/** NAMES and all that they cannot start without. */
function closure(names: string[]): Set<string> {
  const found = new Set(names);
  for (const name of found)
    for (const asked of outputs.get(name)?.imports ?? [])
      if (asked.kind === 'import-statement') found.add(path.basename(asked.path));
  return found;
}

/** What must be loaded for a list of ui/vendor-src, with what it cannot start without; empty: the page does not use it. */
const needs = (list: string) => closure(holdersOf(list));

function holdersOf(list: string): string[] {
  return [...outputs].filter(([, output]) => `vendor/${list}.js` in output.inputs).map(([name]) => name);
}

const without = (all: Set<string>, ...others: Set<string>[]) =>
  new Set([...all].filter((name) => !others.some((other) => other.has(name))));

const entry = [...outputs].filter(([, output]) => output.entryPoint === 'src/app.ts').map(([name]) => name);
const shell = closure(entry);
const editor = needs('editor');
const terminal = needs('term');
const styles = (stem: string) => fs.readdirSync(path.join(dist, 'assets')).filter((name) => name.startsWith(`${stem}-`) && name.endsWith('.css'));

const code = closure([...outputs].filter(([, output]) => output.entryPoint === 'src/places/code.ts').map(([name]) => name));
/** Our own places that are loaded on use, but Code: [name of the output, what it loads]. */
const places = [...outputs].filter(([name, output]) => output.entryPoint?.startsWith('src/places/') && !code.has(name))
  .map(([name]): [string, Set<string>] => [name, closure([name])])
  .filter(([, loaded]) => !holdersOf('term').some((name) => loaded.has(name)));

function within(what: string, size: number, most: number) {
  console.log(`RESULT ui: ${what}: ${(size / 1000).toFixed(1)} of ${most} kB as gzip`);
  assert.ok(size <= most * 1000, `${what} has ${size} bytes as gzip, ${most} kB are allowed`);
}

test('the shell and any view but Code', () => {
  assert.equal(entry.length, 1);
  assert.equal(without(needs('lit'), shell).size, 0, 'the shell is what draws');
  for (const list of ['editor', 'term', 'merge', 'lsp', 'yaml', 'json', 'markdown']) {
    assert.ok(!holdersOf(list).some((name) => shell.has(name)), `vendor/${list}.js is loaded before it is needed`);
  }
  const always = sum(styles('app')) + squeezed('index.html');
  within('shell', sum(shell) + always, 45);
  for (const [place, loaded] of places) within(`shell with ${place}`, sum(new Set([...shell, ...loaded])) + always, 45);
});

test('the editor', () => within('editor', vendored(without(editor, shell)), 175));
test('the terminal', () => within('terminal', sum(without(terminal, shell, editor)) + sum(styles('xterm')), 106));
test('the language server', () => within('language server', sum(without(needs('lsp'), shell, editor, code)), 24));
test('merge', () => within('merge', sum(without(needs('merge'), shell, editor, code)), 12));
test('YAML', () => within('YAML', sum(without(needs('yaml'), shell, editor, code)), 7));
test('Markdown', () => within('Markdown', sum(without(needs('markdown'), shell, editor, code)), 72));

test('Code, as it is opened first; a terminal comes when one is opened', () => {
  const always = sum(styles('app')) + squeezed('index.html');
  const first = new Set([...shell, ...code]);
  for (const name of holdersOf('editor')) assert.ok(first.has(name), 'Code is what has the editor');
  within('Code', sum(first) + always, 300);
  const both = sum(new Set([...first, ...terminal])) + always + sum(styles('xterm'));
  console.log(`RESULT ui: Code with a terminal: ${(both / 1000).toFixed(1)} kB as gzip`);
});

test('everything in the program', () => {
  const table = fs.readFileSync(path.join(build, 'ui_table.h'), 'utf8');
  const rows = [...table.matchAll(/UI_FILE\(.*, (\d+), (\d+)\)/g)];
  assert.ok(rows.length > 0);
  const size = rows.reduce((total, [, gzip, brotli]) => total + Number(gzip) + Number(brotli), 0);
  console.log(`RESULT ui: in the program: ${(size / 1000).toFixed(1)} of 900 kB`);
  assert.ok(size <= 900_000, `gzip and brotli of all files have ${size} bytes`);
});
