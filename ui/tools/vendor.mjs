// Makes vendor/ from node_modules: one readable file per list in vendor-src/ and the pieces that they
// share, their types, SHA256SUMS and NOTICES. The same packages give the same bytes anywhere.
//
//   node tools/vendor.mjs           write vendor/ anew
//   node tools/vendor.mjs --check   make it aside and compare
import * as esbuild from 'esbuild';
import {createHash} from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const ui = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const lists = fs.readdirSync(path.join(ui, 'vendor-src')).filter((name) => name.endsWith('.js')).sort();
const modules = path.join(ui, 'node_modules');

// Some packages publish squeezed code; what they squeeze is in the package too, and we read that.
const sources = {
  '@xterm/xterm': '@xterm/xterm/src/browser/public/Terminal.ts',
  '@xterm/addon-fit': '@xterm/addon-fit/src/FitAddon.ts',
  '@xterm/addon-search': '@xterm/addon-search/src/SearchAddon.ts',
  '@xterm/addon-web-links': '@xterm/addon-web-links/src/WebLinksAddon.ts',
  '@preact/signals-core': '@preact/signals-core/src/index.ts',
};

// What lit's own release build sets: without DEV_MODE it warns of nothing in the browser's console.
const litSwitches = ['DEV_MODE', 'ENABLE_EXTRA_SECURITY_HOOKS', 'ENABLE_SHADYDOM_NOPATCH', 'NODE_MODE'];
const litDeclarations = new RegExp(`^const (${litSwitches.join('|')}) = \\w+;`, 'gm');

// The client puts text of others into the page as markup, which the page's policy forbids.
function harmless(text) {
  const parts = text.split(/(\w+)\.innerHTML = (.+);/);
  if (parts.length !== 1 + 3 * 3) throw new Error('@codemirror/lsp-client sets innerHTML elsewhere by now: look at it');
  return "import {showDocument} from '" + path.join(ui, 'vendor-src/aid/document.js') + "';\n" +
    text.replace(/(\w+)\.innerHTML = (.+);/g, 'showDocument($1, $2);');
}

const readable = {
  name: 'readable',
  setup(build) {
    build.onResolve({filter: /^@(xterm|preact)\//}, (asked) =>
      sources[asked.path] ? {path: path.join(modules, sources[asked.path])} : undefined);
    build.onResolve({filter: /^(browser|common|vs)\//}, (asked) =>
      asked.importer.includes('@xterm') ? {path: path.join(modules, '@xterm/xterm/src', asked.path) + '.ts'} : undefined);
    build.onLoad({filter: /lsp-client[/\\]dist[/\\]index\.js$/}, async (file) => ({
      contents: harmless(await fs.promises.readFile(file.path, 'utf8')),
    }));
    build.onLoad({filter: /lit-html[/\\]development[/\\].*\.js$/}, async (file) => ({
      contents: (await fs.promises.readFile(file.path, 'utf8')).replace(litDeclarations, '')
        .replace(/^\/\/# sourceMappingURL=.*$/gm, ''),
    }));
  },
};

async function bundle(out) {
  const result = await esbuild.build({
    absWorkingDir: ui,
    entryPoints: lists.map((name) => `vendor-src/${name}`),
    outdir: out,
    chunkNames: 'part-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['development', 'browser'],
    define: Object.fromEntries(litSwitches.map((name) => [name, 'false'])),
    plugins: [readable],
    tsconfigRaw: {compilerOptions: {experimentalDecorators: true, useDefineForClassFields: false}},
    legalComments: 'inline',
    charset: 'utf8',
    metafile: true,
    logLevel: 'warning',
  });
  return Object.keys(result.metafile.inputs);
}

const packageOf = (input) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];

function notices(inputs) {
  const names = [...new Set(inputs.map(packageOf).filter(Boolean))].sort();
  const texts = names.map((name) => {
    const dir = path.join(modules, name);
    const about = JSON.parse(fs.readFileSync(path.join(dir, 'package.json'), 'utf8'));
    const file = fs.readdirSync(dir).find((entry) => /^licen[cs]e/i.test(entry));
    if (!file) throw new Error(`${name} brings no licence`);
    const licence = fs.readFileSync(path.join(dir, file), 'utf8').replace(/\r/g, '').trim();
    return `${'='.repeat(80)}\n${name} ${about.version} (${about.license})\n\n${licence}\n`;
  });
  return 'The files in this directory, and the page that PiRun serves, contain these works of others.\n\n' + texts.join('\n');
}

const sha256 = (file) => createHash('sha256').update(fs.readFileSync(file)).digest('hex');

async function write(out) {
  fs.rmSync(out, {recursive: true, force: true});
  fs.mkdirSync(out, {recursive: true});
  const inputs = await bundle(out);
  fs.copyFileSync(path.join(modules, '@xterm/xterm/css/xterm.css'), path.join(out, 'xterm.css'));
  fs.writeFileSync(path.join(out, 'NOTICES'), notices(inputs));
  for (const name of lists) {
    const types = path.join(ui, 'vendor-src/types', name.replace(/\.js$/, '.d.ts')); // what is there for types alone
    const text = [path.join(ui, 'vendor-src', name), types].filter((file) => fs.existsSync(file)).map((file) => fs.readFileSync(file, 'utf8')).join('');
    fs.writeFileSync(path.join(out, name.replace(/\.js$/, '.d.ts')), text);
  }
  const files = fs.readdirSync(out).sort();
  fs.writeFileSync(path.join(out, 'SHA256SUMS'), files.map((name) => `${sha256(path.join(out, name))}  ${name}\n`).join(''));
}

const vendor = path.join(ui, 'vendor');
if (process.argv[2] === '--check') {
  const aside = fs.mkdtempSync(path.join(os.tmpdir(), 'pirun-vendor-'));
  try {
    await write(aside);
    const [fresh, kept] = [aside, vendor].map((dir) => fs.readFileSync(path.join(dir, 'SHA256SUMS'), 'utf8'));
    if (fresh !== kept) {
      console.error('ui/vendor is not what the packages of package-lock.json give: npm ci && npm run vendor');
      process.exitCode = 1;
    }
  } finally {
    fs.rmSync(aside, {recursive: true});
  }
} else {
  await write(vendor);
}
