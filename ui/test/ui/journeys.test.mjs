// Goal: whole errands: from signing in to a script that is mended, without a mouse; and what one does from a phone.
import assert from 'node:assert/strict';
import {scenario, until} from './harness.mjs';

const python = {venv_python: '/usr/bin/python3'};
const asked = [/status of 401/];
const lineTexts = (page) => page.locator('.log .line .text').allTextContents();

/** Press KEY until what TARGET names has the focus. */
async function keyTo(page, key, target, most = 60) {
  for (let pressed = 0; pressed <= most; pressed++) {
    if (await target.first().evaluate((it) => it.contains(document.activeElement))) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${most} times ${key} do not lead to ${target}; the focus is on ${await page.evaluate(() => document.activeElement.outerHTML.slice(0, 200))}`);
}

scenario('by keyboard alone: sign in, run, see the error, open its line, mend it, run again', {config: python, as: null, allow: asked,
  files: {'scripts/share.py': 'def share(of, among):\n    return of / among\n\nprint("each gets", share(12, 0))\n'}}, async ({page, project}) => {
  const keys = page.keyboard;
  await page.goto('/');
  await page.getByRole('heading', {name: 'Sign in to PiRun'}).waitFor();
  await keyTo(page, 'Tab', page.getByLabel('Token'));
  await keys.type(project.read('var/token').trim());
  await keys.press('Enter');
  await page.getByRole('heading', {level: 1, name: 'Home'}).waitFor();
  await keys.press('g');
  await keys.press('r');
  await page.getByRole('heading', {level: 1, name: 'Runs'}).waitFor();
  await keyTo(page, 'Tab', page.getByRole('button', {name: 'Run a script…'}));
  await keys.press('Enter');
  await page.getByRole('dialog').getByLabel('Script').waitFor();
  await keyTo(page, 'Tab', page.getByRole('dialog').getByLabel('Script'));
  await keys.type('scripts/share.py');
  await keys.press('Enter');
  await page.locator('.status', {hasText: 'Failed'}).waitFor();
  await keys.press('e');
  await page.waitForURL(/#L1$/);
  await page.locator('.line.here').waitFor();
  await keyTo(page, 'Tab', page.getByRole('link', {name: /share\.py", line 2/}));
  await keys.press('Enter');
  const text = page.getByRole('textbox', {name: /^Text of/});
  await text.waitFor();
  await page.getByText('Ln 2, Col').waitFor();
  await keyTo(page, 'F6', text, 8);
  await keys.press('End');
  await keys.type(' if among else 0');
  await keys.press('Control+Enter');
  await page.getByText('each gets 0').waitFor();
  assert.match(project.read('scripts/share.py'), /return of \/ among if among else 0\n/);
  await until(async () => { // the first Escape may be that of a list of completions, which comes when it comes
    await keys.press('Escape');
    await keys.press('Escape');
    await keys.press('Tab');
    return !(await text.evaluate((it) => it === document.activeElement));
  }, 'the editor to let go');
  assert.equal((await project.api('GET', '/api/runs?limit=1')).runs[0].state, 'succeeded');
});

scenario('on a phone: start a run, watch it, cancel it, change one line', {device: 'phone', config: python,
  files: {'watch.py': 'import time\nfor n in range(3):\n    print("step", n, flush=True)\ntime.sleep(600)\n'}}, async ({page, project}) => {
  const tap = (name, options = {}) => page.getByRole('button', {name, ...options}).first().tap();
  await page.goto('/');
  await tap('Run a script…');
  await page.getByRole('combobox', {name: 'Script'}).fill('watch.py');
  await page.shot('phone-start');
  await tap('Run', {exact: true});
  await page.locator('.status', {hasText: 'Running'}).waitFor();
  await until(async () => (await lineTexts(page)).at(-1) === 'step 2', 'what it prints');
  const log = await page.locator('.log').boundingBox();
  await page.shot('phone-run');
  assert.ok(log.height > 844 / 3, `the output has ${log.height} of 844 pixels`);
  await tap('Cancel', {exact: true});
  await tap('Cancel the run');
  await page.locator('.status', {hasText: 'Cancelled'}).waitFor();

  await page.getByRole('link', {name: 'Code', exact: true}).tap();
  await page.getByRole('tab', {name: 'Files'}).tap();
  await page.getByRole('treeitem', {name: /^watch\.py/}).tap();
  const text = page.getByRole('textbox', {name: /^Text of/});
  await text.waitFor();
  await text.locator('.cm-line').nth(1).tap();
  await page.keyboard.press('End');
  await page.keyboard.type(' # all of them');
  await until(() => project.read('watch.py').includes('range(3): # all of them\n'), 'the line on the disk');
  await page.getByText(/^Saved \d/).waitFor();
  await page.shot('phone-edit');
  const small = await page.evaluate(() => [...document.querySelectorAll('button, a.button, [role=tab], [role=treeitem], .nav a')].filter((it) => {
    const box = it.getBoundingClientRect();
    return box.width && box.height && it.checkVisibility() && Math.min(box.width, box.height) < 24;
  }).map((it) => `${it.textContent.trim() || it.getAttribute('aria-label')}: ${it.getBoundingClientRect().height}`));
  assert.deepEqual(small, [], 'all can be hit with a finger');
});
