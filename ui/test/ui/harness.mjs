// Scenarios in a real browser against the real program. A scenario has a project, a server and a browser context of its
// own, and fails when, beside what it asks for itself,
//   - a request leaves the server's origin;
//   - the console shows an error, or a script throws;
//   - the browser reports that the page tried what its policy (CSP) forbids;
//   - the server does not end well.
//
// PIRUN names the program (build/dev/src/pirun). Pictures go to build/ui-shots/.
import assert from 'node:assert/strict';
import {spawn, spawnSync} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {after, test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {chromium} from 'playwright-core';

const ui = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
const program = path.resolve(process.env.PIRUN ?? path.join(ui, '../build/dev/src/pirun'));
const browserProgram = process.env.PIRUN_CHROMIUM ?? '/usr/bin/chromium';
const shots = path.join(ui, '../build/ui-shots');

/** A shared machine makes all slower; nothing here depends on being fast. */
export const PATIENCE_MS = Number(process.env.PIRUN_TEST_PATIENCE_S ?? 60) * 1000;

// Nothing leaves the loopback, whatever the page or the browser itself would like.
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--no-default-browser-check',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost'];

const DEVICES = {
  desktop: {viewport: {width: 1280, height: 800}},
  phone: {viewport: {width: 390, height: 844}, isMobile: true, hasTouch: true, deviceScaleFactor: 2},
};

/** Wait until CONDITION() is truthy, and answer its value. */
export async function until(condition, what, patienceMs = PATIENCE_MS) {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > deadline) throw new Error(`waited ${patienceMs / 1000} s for: ${what} (last: ${JSON.stringify(value)})`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** A scratch project. Its path has a space, on purpose. */
export class Project {
  /** FILES: {path: text}. CONFIG: sections of .pirun.yaml. */
  constructor({files = {}, config = {}} = {}) {
    this.home = fs.mkdtempSync(path.join(os.tmpdir(), 'pirun ui '));
    this.path = path.join(this.home, 'project');
    this.env = Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith('PIRUN_')));
    Object.assign(this.env, {HOME: this.home, GIT_CONFIG_NOSYSTEM: '1'});
    this.pirun(['init', this.path, '--no-env'], {cwd: this.home});
    const sections = {name: 'test', run: {jobs: 2}, ...config, server: {addr: '127.0.0.1:0', ...config.server}};
    this.write('.pirun.yaml', JSON.stringify(sections) + '\n'); // JSON is YAML
    for (const [name, text] of Object.entries(files)) this.write(name, text);
  }

  file(name) {
    return path.join(this.path, name);
  }

  write(name, text) {
    fs.mkdirSync(path.dirname(this.file(name)), {recursive: true});
    fs.writeFileSync(this.file(name), text);
  }

  read(name) {
    return fs.readFileSync(this.file(name), 'utf8');
  }

  /** The command line; answers what it printed. It waits: not for what needs the page meanwhile. */
  pirun(words, {cwd = this.path, input = '', status = 0} = {}) {
    const done = spawnSync(program, words, {cwd, env: this.env, input, encoding: 'utf8', timeout: PATIENCE_MS});
    if (done.error) throw done.error;
    assert.equal(done.status, status, `pirun ${words.join(' ')}\n${done.stdout}${done.stderr}`);
    return done.stdout;
  }

  /** The secret of a new token. */
  token(role, name = role) {
    return this.pirun(['token', 'create', '--name', name, '--role', role]).trim().split(/\s+/).pop();
  }

  /** Start the server; once more on the same port after stop(). */
  async start() {
    this.log = path.join(this.home, `server-${Date.now()}.log`);
    const out = fs.openSync(this.log, 'w');
    const words = ['serve', this.path, '--kill', ...(this.port ? ['--addr', `127.0.0.1:${this.port}`] : [])];
    this.server = spawn(program, words, {env: this.env, stdio: ['ignore', out, out]});
    fs.closeSync(out);
    this.ended = new Promise((resolve) => this.server.once('exit', (code, signal) => resolve(code ?? signal)));
    const found = await until(() => {
      if (this.server.exitCode !== null) throw new Error(`the server ended at once:\n${this.told()}`);
      return /serving '.*' on port (\d+)/.exec(this.told());
    }, 'the server to be ready');
    this.port = Number(found[1]);
    this.url = `http://127.0.0.1:${this.port}`;
  }

  /** What the server has printed. */
  told() {
    return fs.readFileSync(this.log, 'utf8');
  }

  /** The link that `pirun serve` prints; it works once. */
  signInLink() {
    return until(() => /(http:\S+\/api\/signin\?link=\S+)/.exec(this.told())?.[1], 'the link to sign in');
  }

  /** What the API answers to the project's first token. */
  async api(method, at, body) {
    const answer = await fetch(this.url + at, {
      method,
      headers: {authorization: `Bearer ${this.read('var/token').trim()}`, ...(body && {'content-type': 'application/json'})},
      body: body && JSON.stringify(body),
    });
    const text = await answer.text();
    assert.ok(answer.ok, `${method} ${at}: ${answer.status} ${text}`);
    return text ? JSON.parse(text) : null;
  }

  async stop() {
    if (!this.server) return;
    const server = this.server;
    this.server = null;
    server.kill('SIGTERM');
    const late = setTimeout(() => server.kill('SIGKILL'), PATIENCE_MS);
    const status = await this.ended;
    clearTimeout(late);
    assert.equal(status, 0, `the server ended with ${status}:\n${this.told()}`);
  }

  /** The server dies in the middle of what it does. */
  async kill() {
    const server = this.server;
    this.server = null;
    server.kill('SIGKILL');
    await this.ended;
  }

  /** They would outlive the server, as they are meant to. */
  async endTerminals() {
    const sessions = async () => (await this.api('GET', '/api/terms')).sessions;
    for (const {id} of await sessions()) await this.api('DELETE', `/api/terms?id=${id}`).catch(() => {}); // it may end in this moment
    await until(async () => (await sessions()).length === 0, 'the end of the terminals');
  }

  async close() {
    try {
      if (this.server) await this.endTerminals();
      await this.stop();
    } finally {
      this.server?.kill('SIGKILL');
      fs.rmSync(this.home, {recursive: true, force: true});
    }
  }
}

let browser; // of all scenarios of a file
async function launch() {
  if (!fs.existsSync(browserProgram)) throw new Error(`${browserProgram} is missing: apt-get install chromium`);
  browser ??= chromium.launch({executablePath: browserProgram, headless: true, args: FLAGS});
  return browser;
}
after(async () => (await browser)?.close());

/** Writes down what must not happen. ALLOWED: expressions for console errors that the scenario brings about. */
function watch(context, project, allowed, origins) {
  const troubles = [];
  const isOurs = (url) => /^(data|blob|about|chrome-error):/.test(url) ||
    [project.url, ...origins].some((origin) => new URL(url).origin.replace(/^ws/, 'http') === origin);
  context.on('request', (request) => {
    if (!isOurs(request.url())) troubles.push(`a request to ${request.url()}`);
  });
  context.on('page', (page) => {
    page.on('websocket', (socket) => {
      if (!isOurs(socket.url())) troubles.push(`a socket to ${socket.url()}`);
    });
    page.on('console', (message) => {
      const text = `${message.text()} (${message.location().url})`;
      if (message.type() === 'error' && !allowed.some((expression) => expression.test(text))) troubles.push(`console: ${text}`);
    });
    page.on('pageerror', (error) => troubles.push(`a script: ${error.stack ?? error}`));
  });
  return troubles;
}

async function cspReports(project) {
  if (!project.server) return [];
  return (await project.api('GET', '/api/csp-report')).reports.map((report) => `CSP: ${JSON.stringify(report)}`);
}

/** A browser context on PROJECT, signed in as the role AS (NULL: as nobody) with one empty page. Watched; CLOSE tells
 * what went wrong. */
export async function openBrowser(project, {device = 'desktop', theme = 'light', as = 'admin', allow = [], origins = []} = {}) {
  const context = await (await launch()).newContext({
    ...DEVICES[device], colorScheme: theme, reducedMotion: 'reduce', baseURL: project.url, locale: 'en-GB', timezoneId: 'UTC',
  });
  context.setDefaultTimeout(PATIENCE_MS / 2);
  const troubles = watch(context, project, allow, origins);
  if (as) {
    const token = as === 'admin' ? project.read('var/token').trim() : project.token(as);
    const answer = await context.request.post('/api/signin', {data: {token}});
    assert.equal(answer.status(), 200, await answer.text());
  }
  const page = await context.newPage();
  page.shot = (name) => page.screenshot({path: path.join(shots, `${name}-${device}-${theme}.png`)});
  const close = async () => {
    await context.close();
    return troubles;
  };
  return {context, page, close};
}

/**
 * One scenario. OPTIONS:
 *   device 'desktop' | 'phone'; theme 'light' | 'dark'; as 'admin' | another role | null
 *   files, config   of the project, see Project
 *   allow           expressions for console errors that the scenario brings about, as a failed request is one
 *   origins         further origins that may be asked, as that of the preview
 * BODY gets {page, context, project, open}; open(OPTIONS) gives another {page, context}, as that of another person.
 */
export function scenario(name, options, body) {
  test(name, {timeout: 4 * PATIENCE_MS}, async () => {
    const project = new Project(options);
    const closing = [];
    const open = async (more = {}) => {
      const opened = await openBrowser(project, {...options, ...more});
      closing.push(opened.close);
      return opened;
    };
    let troubles = [];
    try {
      await project.start();
      const {page, context} = await open();
      await body({page, context, project, open}).catch(async (error) => {
        for (const [at, shown] of context.pages().entries()) {
          await shown.screenshot({path: path.join(shots, `failed ${name.replace(/\W+/g, ' ').slice(0, 80)} ${at}.png`)}).catch(() => {});
        }
        throw error;
      });
      for (const close of closing.splice(0)) troubles.push(...(await close()));
      troubles.push(...(await cspReports(project)));
    } finally {
      for (const close of closing) await close();
      await project.close();
    }
    assert.deepEqual(troubles, []);
  });
}

const axe = fs.readFileSync(path.join(ui, 'node_modules/axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Fails with what axe finds on the page as it is now. */
export async function accessible(page) {
  await page.evaluate(axe);
  const found = await page.evaluate((values) => window.axe.run(document, {runOnly: {type: 'tag', values}}), RULES);
  assert.ok(found.passes.length > 0, 'axe has looked at nothing');
  const wrong = found.violations.map((rule) =>
    `${rule.id}: ${rule.help}\n` + rule.nodes.map((node) => `    ${node.target.join(' ')}: ${node.failureSummary}`).join('\n'));
  assert.equal(wrong.length, 0, `accessibility of ${page.url()}:\n${wrong.join('\n')}`);
}

/** The four looks in which every view must do. */
export const LOOKS = ['desktop', 'phone'].flatMap((device) => ['light', 'dark'].map((theme) => ({device, theme})));
