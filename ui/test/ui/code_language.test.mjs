// Goal: completion works without a language server, better with one, and no server can break the page.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import {cut, live, python, saved, shows, text, type} from './code_bits.mjs';
import {PATIENCE_MS, scenario, until} from './harness.mjs';

const SCRIPT = 'import os\n\ndef measure_rows(count):\n    return count\n\n';
const options = (page) => page.locator('.cm-tooltip-autocomplete [role=option]');
/** Take the completion that is offered. The editor lets no key do so in the first 75 ms, so that what is typed on is text. */
async function accept(page) {
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)));
  await page.keyboard.press('Enter');
}
const FOLLOWED = 'import json\nfrom lib.y import far\n\ndef near():\n    pass\n\nnear()\nfar()\njson.dumps(1)\n';
/** To be asked before the page is opened: fulfilled when a language server knows the file in front. */
async function languageServer(page) {
  const socket = await page.waitForEvent('websocket', {predicate: (it) => it.url().endsWith('/api/lsp'), timeout: PATIENCE_MS});
  await socket.waitForEvent('framesent', {predicate: ({payload}) => String(payload).includes('textDocument/didOpen'), timeout: PATIENCE_MS});
}
const problems = (page) => page.getByRole('button', {name: /^\d+ problems?$/});
const server = ['/usr/bin/pylsp', '/usr/local/bin/pylsp'].some((name) => fs.existsSync(name));

scenario('without a language server names of the file and built-in ones are completed by the keyboard', {config: python, files: {'x.py': SCRIPT}}, async ({page, project}) => {
  await page.route('**/api/lsp', (route) => route.fulfill({json: {is_available: false, why: 'none'}}));
  await page.goto('/code/x.py');
  await shows(page, SCRIPT.trimEnd());
  await type(page, 'meas');
  await options(page).filter({hasText: 'measure_rows'}).waitFor();
  await accept(page);
  await page.keyboard.type('(isins');
  await options(page).filter({hasText: 'isinstance'}).waitFor();
  await accept(page);
  await saved(page);
  await until(() => project.read('x.py').endsWith('measure_rows(isinstance)'), 'what was completed');
  await page.keyboard.press('End');
  await page.keyboard.type('\nundefined_name\ndef (');
  await problems(page).filter({hasText: /^[1-9]/}).click();
  await page.locator('.problems').getByText(/line \d+/).first().waitFor();
});

// The real one, when it is installed.
(server ? scenario : (name) => console.log(`SKIP ${name}: python3-pylsp is not installed`))(
  'pylsp completes os.path., shows what a name is, and tells its problems', {config: python, files: {'x.py': SCRIPT}}, async ({page}) => {
    const connected = languageServer(page);
    await page.goto('/code/x.py');
    await shows(page, SCRIPT.trimEnd());
    await connected;
    await type(page, 'os.path.absp');
    await options(page).filter({hasText: 'abspath'}).first().waitFor();
    await page.shot('completion');
    await accept(page);
    await until(async () => (await text(page).innerText()).includes('os.path.abspath'), 'the completed name');
    await page.keyboard.type('\nundefined_name');
    await problems(page).filter({hasText: /^[1-9]/}).click();
    await page.locator('.problems').getByText(/undefined_name/).first().waitFor();
    await page.locator('.cm-line', {hasText: 'os.path.abspath'}).getByText('abspath').hover();
    await page.locator('.cm-lsp-hover-tooltip').getByText(/abspath/).first().waitFor();
    await page.shot('hover');
  });

(server ? scenario : (name) => console.log(`SKIP ${name}: python3-pylsp is not installed`))(
  'F12 leads to where a name is defined, in this file, in another one, and says where outside', {config: python,
    files: {'x.py': FOLLOWED, 'lib/__init__.py': '', 'lib/y.py': '# a comment\n\ndef far():\n    pass\n'}},
  async ({page}) => {
    const connected = languageServer(page);
    await page.goto('/code/x.py');
    await shows(page, FOLLOWED.trimEnd());
    await connected;
    const follow = async (line) => {
      await page.locator('.cm-line').nth(line - 1).click();
      await page.keyboard.press('End');
      for (let step = 0; step < 4; step++) await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('F12');
    };
    await follow(7);
    await page.waitForURL('/code/x.py#L4');
    await follow(9);
    await page.getByText(/It is defined outside of the project: __init__\.py, line \d+/).waitFor();
    await follow(8);
    await page.waitForURL('/code/lib/y.py#L3');
    await shows(page, '# a comment\n\ndef far():\n    pass');
  });

// A server that answers each question with nonsense, in each shape.
const NONSENSE = [null, 7, 'text', [], {}, {items: 7}, {items: [{}, null]}, {contents: null}, {contents: [null]}, {signatures: [null]}, {capabilities: 3},
  {contents: 'x', range: {start: {line: 9e9, character: -1}, end: null}}, [{label: 5}], {items: [{label: 'ok', textEdit: {range: {}}}]},
  {items: [{label: 'ok', textEdit: {newText: 'x', range: {start: {line: 99, character: 9}, end: {line: 99, character: 9}}}}]}];

scenario('whatever a language server sends, the page goes on', {config: python, files: {'x.py': SCRIPT}, allow: cut}, async ({page, project}) => {
  await page.route('**/api/lsp', (route) => (route.request().headers().upgrade ? route.fallback() : route.fulfill({json: {is_available: true, server: 'bad'}})));
  let answered = 0;
  await page.routeWebSocket('**/api/lsp', (socket) => {
    socket.onMessage((message) => {
      const {id, method} = JSON.parse(message);
      if (method === 'initialize') {
        socket.send(JSON.stringify({jsonrpc: '2.0', id, result: {capabilities: {textDocumentSync: 1, hoverProvider: true, completionProvider: {triggerCharacters: ['.']}, signatureHelpProvider: {triggerCharacters: ['(']}}}}));
        for (const odd of ['', 'no JSON', '7', 'null', '[]', '{}', '{"id":99}', '{"method":7}', '{"method":"window/logMessage"}', '{"method":"window/showMessage","params":null}', '{"id":1,"method":"workspace/applyEdit"}']) socket.send(odd);
        for (const diagnostics of [7, null, [null, {}, {range: {}}, {range: {start: {line: -1, character: 0}, end: {line: 0, character: 0}}, message: 'before all'}, {range: {start: {line: 500, character: 1e9}, end: {line: 1e9, character: 1}}, message: 'far away', severity: 77}]]) {
          for (const uri of [undefined, 7, 'file:///else', 'file:///project/%', 'file:///project/x.py']) socket.send(JSON.stringify({method: 'textDocument/publishDiagnostics', params: {uri, diagnostics}}));
        }
        socket.send('{"method":"textDocument/publishDiagnostics"}');
      } else if (id !== undefined) {
        const result = NONSENSE[answered++ % NONSENSE.length];
        socket.send(JSON.stringify(answered % 5 ? {jsonrpc: '2.0', id, result} : {jsonrpc: '2.0', id, error: answered % 2 ? null : {code: 1}}));
      }
    });
  });
  await page.goto('/code/x.py');
  await shows(page, SCRIPT.trimEnd());
  await problems(page).filter({hasText: /^[1-9]/}).click();
  await page.locator('.problems').getByText('far away').waitFor(); // the one that could be understood
  await type(page, '# ');
  for (let turn = 0; answered <= 2 * NONSENSE.length; turn++) {
    const before = answered;
    await page.keyboard.type(['a.', '('][turn % 2]);
    await page.keyboard.press('Control+Space');
    await page.locator('.cm-line').nth(turn % 3).hover();
    await until(() => answered > before, 'an answer');
    await page.keyboard.press('Escape');
  }
  await page.keyboard.press('Escape');
  await page.keyboard.type('end');
  await saved(page);
  await until(() => project.read('x.py').includes('end'), 'the text on the disk');
});

scenario('a language server that does not begin, and one that goes away', {config: python, files: {'x.py': SCRIPT, 'y.py': SCRIPT}, allow: cut}, async ({page, project}) => {
  await page.route('**/api/lsp', (route) => route.fulfill({json: {is_available: true, server: 'bad'}}));
  let opened = 0;
  await page.routeWebSocket('**/api/lsp', (socket) => {
    opened++;
    socket.onMessage((message) => {
      const {id, method} = JSON.parse(message);
      if (method === 'initialize') socket.send(JSON.stringify(opened === 1 ? {id, result: 7} : {id, result: {capabilities: {completionProvider: {}}}}));
      if (method === 'textDocument/completion') socket.close();
    });
  });
  await page.goto('/code/x.py');
  await shows(page, SCRIPT.trimEnd());
  await live(page);
  await type(page, 'meas');
  await options(page).filter({hasText: 'measure_rows'}).waitFor(); // tier 0 is there all the same
  await page.keyboard.press('Escape');
  await page.getByRole('treeitem', {name: 'y.py'}).click();
  await page.locator('[aria-label="Text of y.py"]').waitFor();
  await until(() => opened > 1, 'another attempt');
  await type(page, 'meas');
  await options(page).filter({hasText: 'measure_rows'}).waitFor();
  await accept(page);
  await until(() => project.read('y.py').endsWith('measure_rows'), 'the text on the disk');
  assert.ok(opened <= 4, `it was tried ${opened} times`);
});
