// The tests of the page, by Node's own runner.
//
//   node tools/test.mjs pure [NAME…]   test/pure: logic without a browser, bundled as the page is
//   node tools/test.mjs ui [NAME…]     test/ui: scenarios in a browser against the real program (harness.mjs)
import * as esbuild from 'esbuild';
import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const ui = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const bundled = path.join(ui, '..', 'build', 'ui-test');

/** Names like "signin" of the files in test/KIND; without names all. */
function find(kind, names) {
  const dir = path.join(ui, 'test', kind);
  const all = fs.readdirSync(dir).filter((name) => /\.test\.(ts|mjs)$/.test(name)).sort();
  const found = all.filter((name) => names.length === 0 || names.includes(name.split('.')[0]));
  if (found.length === 0) throw new Error(`test/${kind} has no ${names.join(', ') || 'tests'}`);
  return found.map((name) => path.join(dir, name));
}

async function bundle(files) {
  fs.rmSync(bundled, {recursive: true, force: true});
  await esbuild.build({
    entryPoints: files,
    outdir: bundled,
    outExtension: {'.js': '.mjs'},
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node18',
    define: {XTERM_CSS: '"/assets/xterm.css"'},
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return files.map((file) => path.join(bundled, path.basename(file).replace(/\.(ts|mjs)$/, '.mjs')));
}

const [kind, ...names] = process.argv.slice(2);
let files = find(kind, names);
if (kind === 'pure') files = await bundle(files);
const done = spawnSync(process.execPath, ['--test', '--test-reporter=spec', '--test-concurrency=2', '--enable-source-maps', ...files], {
  stdio: 'inherit',
  cwd: ui,
});
process.exitCode = done.status ?? 1;
