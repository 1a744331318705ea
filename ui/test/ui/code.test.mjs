// Goal: files are written, moved, uploaded and run from the page, and nobody's work is lost: not by a conflict, a crash of
// the page, a lost connection or an upload that breaks off.
import assert from 'node:assert/strict';
import {createHash, randomBytes} from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import {live, python, row, saved, text, type} from './code_bits.mjs';
import {scenario, until} from './harness.mjs';

const FORM = `import argparse

parser = argparse.ArgumentParser()
parser.add_argument("source")
parser.add_argument("--limit", type=int, default=50)
parser.add_argument("--mode", choices=["append", "replace"], default="append")
parser.add_argument("--dry-run", action="store_true")
print(vars(parser.parse_args()))
`;

const cut = [/ERR_INTERNET_DISCONNECTED/, /ERR_CONNECTION_REFUSED/, /WebSocket connection/, /Failed to load/];

scenario('a new file is made by keyboard, typed and saved by itself', {config: python}, async ({page, project}) => {
  await page.goto('/code');
  await row(page, 'scripts').focus();
  await page.keyboard.press('Insert');
  await page.getByLabel('Name, in scripts/').fill('new.py');
  await page.keyboard.press('Enter');
  await text(page).waitFor();
  await type(page, 'print("one")\n');
  await saved(page);
  assert.equal(project.read('scripts/new.py'), 'print("one")\n');
});

scenario('rename, delete with undo, a new folder; the tree follows the disk', {config: python, files: {'a.txt': 'a'}}, async ({page, project}) => {
  await page.goto('/code');
  await row(page, 'a.txt').focus();
  await page.keyboard.press('F2');
  await page.getByLabel('Path in the project').fill('b.txt');
  await page.keyboard.press('Enter');
  await row(page, 'b.txt').waitFor();
  assert.equal(project.read('b.txt'), 'a');
  await row(page, 'b.txt').focus();
  await page.keyboard.press('Delete');
  await row(page, 'b.txt').waitFor({state: 'detached'});
  assert.ok(!fs.existsSync(project.file('b.txt')));
  await page.getByRole('button', {name: 'Undo'}).click();
  await row(page, 'b.txt').waitFor();
  assert.equal(project.read('b.txt'), 'a');
  await row(page, 'b.txt').focus();
  await page.keyboard.press('Shift+Insert');
  await page.getByLabel('Name', {exact: true}).fill('deep/er');
  await page.keyboard.press('Enter');
  await row(page, 'deep').waitFor();
  assert.ok(fs.statSync(project.file('deep/er')).isDirectory());
  fs.writeFileSync(project.file('from-elsewhere.txt'), '');
  await row(page, 'from-elsewhere.txt').waitFor();
  fs.rmSync(project.file('from-elsewhere.txt'));
  await row(page, 'from-elsewhere.txt').waitFor({state: 'detached'});
});

scenario('files are dropped into the tree and come whole', {config: python}, async ({page, project}) => {
  const home = path.join(project.home, 'to upload');
  fs.mkdirSync(home);
  const sizes = {'small.bin': 10, 'medium.bin': 70_000, 'large.bin': 20_000_000};
  const sums = {};
  for (const [name, size] of Object.entries(sizes)) {
    const bytes = randomBytes(size);
    sums[name] = createHash('sha256').update(bytes).digest('hex');
    fs.writeFileSync(path.join(home, name), bytes);
  }
  await page.goto('/code');
  await row(page, 'scripts').waitFor();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', {name: 'Upload files'}).click();
  await (await chooser).setFiles(Object.keys(sizes).map((name) => path.join(home, name)));
  await page.getByText('3 files uploaded.').waitFor();
  for (const name of Object.keys(sizes)) {
    const found = fs.existsSync(project.file(name)) ? name : `scripts/${name}`;
    assert.equal(createHash('sha256').update(fs.readFileSync(project.file(found))).digest('hex'), sums[name]);
  }
});

scenario('a syntax error is marked while one types, and goes when it is mended', {config: python, files: {'x.py': 'print("ok")\n'}}, async ({page}) => {
  await page.goto('/code/x.py');
  await page.getByRole('button', {name: '0 problems'}).waitFor();
  await type(page, 'def f(:\n');
  await page.getByRole('button', {name: '1 problem', exact: true}).click();
  await page.locator('.problems').getByText(/line 2/).waitFor();
  await page.locator('.cm-lint-marker-error').first().waitFor();
  await text(page).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('print("mended")');
  await page.getByRole('button', {name: '0 problems'}).waitFor();
});

scenario('a form made from the script runs it, and its arguments are on the page of the run', {config: python, files: {'form.py': FORM}}, async ({page}) => {
  await page.goto('/code/form.py');
  const form = page.getByRole('complementary', {name: 'Run form.py'});
  await form.getByLabel('source').waitFor();
  await form.getByRole('button', {name: 'Run', exact: true}).click();
  await form.getByText("'source' is needed.").waitFor();
  await form.getByLabel('source').fill('two words');
  await form.getByLabel('limit').fill('7');
  await form.getByLabel('mode').selectOption('replace');
  await form.getByLabel('dry_run').check();
  await form.getByRole('button', {name: 'Run', exact: true}).click();
  await page.getByText("{'source': 'two words', 'limit': 7, 'mode': 'replace', 'dry_run': True}").waitFor();
  await page.locator('.output-head .status', {hasText: 'Succeeded'}).waitFor();
  await page.locator('.output-head a').click();
  await page.getByText(/--limit 7 .*'two words'/).waitFor();
});

scenario('Ctrl+Enter saves and runs; the line that failed is marked and the traceback leads to it', {config: python, files: {'fail.py': 'x = 1\n'}}, async ({page, project}) => {
  await page.goto('/code/fail.py');
  await type(page, 'raise ValueError("here")');
  await page.keyboard.press('Control+Enter');
  await page.locator('.output-head .status', {hasText: 'Failed'}).waitFor();
  assert.equal(project.read('fail.py'), 'x = 1\nraise ValueError("here")');
  await page.locator('.failure-mark').waitFor();
  await page.locator('.output-head a').click();
  await page.getByRole('link', {name: /fail\.py", line 2/}).click();
  await page.waitForURL(/\/code\/fail\.py#L2$/);
  await page.getByText('Ln 2, Col 1').waitFor();
});

/** "mine" is typed in the page and "theirs" is written on the disk; answers the bar that says so. */
async function collide(page, project) {
  await page.context().setOffline(true); // so that the change on the disk is not seen before the edit
  await type(page, 'mine\n');
  await page.locator('.status-bar').getByText(/^Not saved/).waitFor();
  fs.writeFileSync(project.file('c.txt'), 'theirs\n');
  await page.context().setOffline(false);
  const bar = page.getByRole('alert').filter({hasText: 'was changed on the disk'});
  await bar.waitFor();
  return bar;
}

scenario('who edits a file that was changed elsewhere decides which bytes stay', {config: python, files: {'c.txt': 'base\n'}, allow: [...cut, /status of 412/]}, async ({page, project}) => {
  for (const [verb, bytes] of [['Keep mine', 'base\nmine\n'], ['Take theirs', 'theirs\n']]) {
    fs.writeFileSync(project.file('c.txt'), 'base\n');
    await page.goto('/code/c.txt');
    await page.getByText('Ln 1, Col 1').waitFor();
    await until(async () => (await text(page).innerText()).trim() === 'base', 'the text');
    const bar = await collide(page, project);
    assert.equal(await bar.count(), 1);
    await bar.getByRole('button', {name: 'Show differences'}).click();
    await page.locator('.merge').getByText('theirs').first().waitFor();
    await page.keyboard.press('Escape');
    await bar.getByRole('button', {name: verb}).click();
    await bar.waitFor({state: 'detached'});
    await until(() => project.read('c.txt') === bytes, `the bytes of ${verb}`);
    await until(async () => (await text(page).innerText()).trimEnd() === bytes.trimEnd(), 'the text');
  }
});

scenario('what was decided about a conflict is not asked again by an answer that comes late', {config: python, files: {'c.txt': 'base\n'}, allow: [...cut, /status of 412/]}, async ({page, project}) => {
  await page.goto('/code/c.txt');
  await until(async () => (await text(page).innerText()).trim() === 'base', 'the text');
  await live(page);
  const bar = await collide(page, project);
  await live(page);
  const held = [];
  const isRead = (url) => url.pathname === '/api/file' && url.searchParams.get('format') === 'json';
  let looks = 0;
  let isLetGo = false;
  await page.route(isRead, async (route) => { // the first look finds the change once more, the second one is to show it
    if (++looks > 1 && !isLetGo) held.push(route);
    else await route.continue();
  });
  await until(() => {
    if (!held.length) fs.writeFileSync(project.file('c.txt'), 'theirs\n');
    return held.length;
  }, 'another look at the file');
  await bar.getByRole('button', {name: 'Keep mine'}).click();
  await bar.waitFor({state: 'detached'});
  await until(() => project.read('c.txt') === 'base\nmine\n', 'the bytes');
  await saved(page);
  isLetGo = true;
  const answered = page.waitForResponse((answer) => isRead(new URL(answer.url())));
  for (const route of held) await route.continue();
  await (await answered).finished();
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50))));
  assert.equal(await bar.count(), 0);
});

scenario('a draft survives a crash of the page', {config: python, files: {'d.txt': 'saved\n'}, allow: cut}, async ({page, context, project}) => {
  await page.goto('/code/d.txt');
  await until(async () => (await text(page).allInnerTexts()).join('').trim() === 'saved', 'the text');
  await context.setOffline(true);
  await type(page, 'not saved\n');
  await page.locator('.status-bar').getByText(/^Not saved: offline/).waitFor();
  await until(() => page.evaluate(() => new Promise((resolve) => {
    const request = indexedDB.open('pirun', 1);
    request.onsuccess = () => {
      const got = request.result.transaction('drafts').objectStore('drafts').get('d.txt');
      got.onsuccess = () => resolve(got.result?.text === 'saved\nnot saved\n');
    };
  })), 'the draft');
  await page.close({runBeforeUnload: false});
  await context.setOffline(false);
  const again = await context.newPage();
  await again.goto('/code/d.txt');
  await again.getByText(/unsaved draft/).waitFor();
  assert.equal(project.read('d.txt'), 'saved\n');
  await again.getByRole('button', {name: 'Restore'}).click();
  await until(() => project.read('d.txt') === 'saved\nnot saved\n', 'the restored text on the disk');
});

scenario('the server stops and comes back: typing goes on, and is saved then', {config: python, files: {'e.txt': ''}, allow: cut}, async ({page, project}) => {
  await page.goto('/code/e.txt');
  await text(page).waitFor();
  await page.getByText('Live', {exact: true}).waitFor();
  await project.stop();
  await page.getByText('Offline', {exact: true}).waitFor();
  await page.getByRole('alert').filter({hasText: 'Connection lost'}).waitFor();
  await type(page, 'typed while away\n');
  await page.locator('.status-bar').getByText(/^Not saved: offline/).waitFor();
  await project.start();
  await page.getByText('Live', {exact: true}).waitFor();
  await until(() => project.read('e.txt') === 'typed while away\n', 'the text on the disk');
});
