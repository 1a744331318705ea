// Goal: the code of others, as it stands in ui/vendor, works under the policy of the server: the editor, the terminal, a
// difference, and the documentation of a language server, which can do nothing.
import assert from 'node:assert/strict';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import * as esbuild from 'esbuild';
import {scenario} from './harness.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));

/** A plain page of the server, under its policy, with FILE of vendor-pages/ loaded into it as if it were one of its own. */
async function load(page, file) {
  const {outputFiles} = await esbuild.build({
    entryPoints: [path.join(here, 'vendor-pages', file)], bundle: true, write: false, format: 'esm', target: 'es2022', minify: true,
  });
  await page.route('**/assets/trial.js', (route) => route.fulfill({contentType: 'text/javascript', body: outputFiles[0].text}));
  await page.goto('/notices.txt');
  await page.evaluate(() => import('/assets/trial.js').then(() => undefined));
}

scenario('the editor takes keys, colours Python, completes and finds', {as: 'admin'}, async ({page}) => {
  await load(page, 'editor.js');
  const content = page.getByRole('textbox', {name: 'trial'});
  await content.click();
  await page.keyboard.type('def f(x):\nreturn x');
  assert.equal(await page.evaluate(() => window.trial.state.doc.toString()), 'def f(x):\n    return x');
  assert.ok(await page.locator('.cm-line span', {hasText: /^def$/}).count(), 'a keyword has a span of its own');
  await page.keyboard.press('Enter');
  await page.keyboard.type('isinst');
  await page.locator('.cm-tooltip-autocomplete', {hasText: 'isinstance'}).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+f');
  await page.locator('.cm-search').waitFor();
});

scenario('the terminal shows what came, in colour, and finds it', {}, async ({page}) => {
  await load(page, 'term.js');
  await page.locator('.xterm-rows', {hasText: 'red and plain'}).waitFor();
  assert.equal(await page.evaluate(() => window.trial.search.findNext('plain')), true);
  await page.locator('.xterm-helper-textarea').focus();
  await page.keyboard.type('ls\r');
  assert.equal(await page.evaluate(() => window.trial.typed), 'ls\r');
  assert.ok((await page.evaluate(() => window.trial.fit.proposeDimensions())).cols > 20);
});

scenario('two texts are shown beside each other, with one state of the editor for all', {}, async ({page}) => {
  await load(page, 'merge.js');
  await page.locator('.cm-mergeView .cm-changedLine').first().waitFor();
});

scenario('the documentation of a language server becomes elements that can do nothing', {allow: [/inline event handler/, /csp-report/]}, async ({page, project}) => {
  await load(page, 'document.js'); // the browser refuses the handlers while it reads them, and reports that
  const shown = await page.evaluate(() => window.trial);
  assert.equal(shown, '<p>A <strong>bold</strong> <a href="https://docs.python.org/" target="_blank" rel="noopener noreferrer">link</a>' +
    '<a>bad</a>x</p><pre><code>a &lt; b</code></pre>text');
  await project.stop(); // with its reports
});
