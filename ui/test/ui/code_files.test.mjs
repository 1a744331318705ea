// Goal: whatever becomes of a file (too large, binary, of a commit, removed, renamed, open twice), nobody's work is lost and
// the page says how it is.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import {cut, live, python, row, saved, shows, tab, text, type} from './code_bits.mjs';
import {scenario, until} from './harness.mjs';

const gone = [...cut, /status of 404/];

scenario('large and binary files are only looked at', {config: python}, async ({page, project}) => {
  project.write('large.txt', 'line ü\n'.repeat(200_000));
  fs.writeFileSync(project.file('binary.dat'), Buffer.from([0, 1, 2, 255, 0]));
  await page.goto('/code/large.txt');
  await page.getByText('A large file: its beginning, read only.').waitFor();
  await page.getByText('1.6 MB').waitFor();
  await text(page).waitFor();
  assert.equal(await text(page).getAttribute('aria-readonly'), 'true');
  await type(page, 'x');
  assert.equal(await page.locator('.status-bar [role=status]').innerText(), 'Read only');
  assert.ok(!(await text(page).innerText()).includes('\ufffd'));
  assert.ok(await page.getByRole('link', {name: 'Download'}).isVisible());
  await page.goto('/code/binary.dat');
  await page.getByText('A binary file.').waitFor();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', {name: 'Replace…'}).click();
  await (await chooser).setFiles({name: 'new', mimeType: 'text/plain', buffer: Buffer.from('a text now\n')});
  await shows(page, 'a text now');
  await type(page, 'typed\n');
  await saved(page);
  assert.equal(project.read('binary.dat'), 'a text now\ntyped\n');
});

scenario('a file as it was at a commit', {config: python, files: {'x.py': 'print("first")\n'}}, async ({page, project}) => {
  project.write('../.gitconfig', '[user]\nname = A\nemail = a@example.org\n');
  const {commit: sha} = await project.api('POST', '/api/git/commit', {message: 'First', paths: ['x.py']});
  project.write('x.py', 'print("second")\n');
  await page.goto(`/code/x.py?at=${sha}`);
  await page.getByText(`As it was at commit ${sha.slice(0, 12)}: read only.`).waitFor();
  await shows(page, 'print("first")');
  await type(page, 'x');
  await shows(page, 'print("first")');
  await page.getByRole('link', {name: 'Open as it is now'}).click();
  await shows(page, 'print("second")');
});

scenario('a file that is removed on the disk can be put back', {config: python, files: {'gone.txt': 'text\n', 'dir/deep.txt': 'deep\n'}, allow: gone}, async ({page, project}) => {
  await page.goto('/code/gone.txt');
  await shows(page, 'text');
  await live(page);
  fs.rmSync(project.file('gone.txt'));
  const bar = page.getByRole('alert').filter({hasText: 'was removed on the disk'});
  await bar.getByRole('button', {name: 'Put it back'}).click();
  await until(() => fs.existsSync(project.file('gone.txt')), 'the file');
  await bar.waitFor({state: 'detached'});
  assert.equal(project.read('gone.txt'), 'text\n');
  await page.goto('/code/dir/deep.txt');
  await shows(page, 'deep');
  await live(page);
  await type(page, 'x');
  await saved(page);
  fs.rmSync(project.file('dir'), {recursive: true});
  await bar.waitFor();
  await type(page, 'typed on\n');
  await page.getByText('was removed on the disk while you edited it').waitFor();
  await page.getByRole('button', {name: 'Keep mine'}).click();
  await until(() => fs.existsSync(project.file('dir/deep.txt')), 'the file in its folder');
  assert.equal(project.read('dir/deep.txt'), 'deep\nxtyped on\n');
});

scenario('a rename keeps the tab, the text and what can be undone', {config: python, files: {'old.txt': 'a\n'}}, async ({page, project}) => {
  await page.goto('/code/old.txt');
  await shows(page, 'a');
  await type(page, 'def f():');
  await row(page, 'old.txt').focus();
  await page.keyboard.press('F2');
  await page.getByLabel('Path in the project').fill('new.py');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/code\/new\.py$/);
  await tab(page, 'new.py').waitFor();
  assert.equal(await tab(page, 'old.txt').count(), 0);
  await text(page).and(page.locator('[aria-label="Text of new.py"]')).waitFor();
  await page.getByRole('button', {name: /^[1-9] problems?$/}).waitFor(); // it is Python now
  assert.equal(project.read('new.py'), 'a\ndef f():');
  await text(page).focus();
  await page.keyboard.press('Control+z');
  await shows(page, 'a');
  await until(() => project.read('new.py') === 'a\n', 'the undone text');
});

scenario('thirty tabs, the first of them gives way to one more', {config: python}, async ({page, project}) => {
  const names = Array.from({length: 31}, (_, index) => `f${index + 1}.txt`);
  for (const name of names) project.write(name, `${name}\n`);
  await page.goto('/code/f1.txt');
  for (const name of names.slice(0, 30)) {
    await row(page, name).click();
    await shows(page, name);
  }
  const all = page.getByRole('tablist', {name: 'Open files'}).getByRole('tab');
  assert.equal(await all.count(), 30);
  await page.keyboard.press('Alt+2');
  await shows(page, 'f2.txt');
  await row(page, 'f31.txt').click();
  await shows(page, 'f31.txt');
  assert.equal(await all.count(), 30);
  assert.equal(await tab(page, 'f1.txt').filter({hasText: /^f1\.txt$/}).count(), 0);
  const box = await page.getByRole('tab', {name: 'f31.txt'}).boundingBox();
  assert.ok(box.x > 0 && box.x + box.width < 1280, 'the tab in front is in sight');
  await page.shot('thirty-tabs');
  await page.reload();
  await shows(page, 'f31.txt');
  assert.equal(await all.count(), 30);
});

scenario('closing saves first, and asks when that fails; leaving the page asks, too', {config: python, files: {'a.txt': '', 'b.txt': ''}, allow: cut}, async ({page, context, project}) => {
  await page.goto('/code/a.txt');
  await text(page).waitFor();
  await live(page);
  await type(page, 'saved by closing');
  await page.getByRole('button', {name: 'Close a.txt'}).click();
  await until(() => project.read('a.txt') === 'saved by closing', 'the saved text');
  await row(page, 'b.txt').click();
  await page.locator('[aria-label="Text of b.txt"]').waitFor();
  await context.setOffline(true);
  await type(page, 'kept');
  await page.locator('.status-bar').getByText(/^Not saved: offline/).waitFor();
  const asked = page.waitForEvent('dialog');
  const left = page.close({runBeforeUnload: true});
  const question = await asked;
  assert.equal(question.type(), 'beforeunload');
  await question.dismiss();
  await left;
  await page.getByRole('button', {name: 'Close b.txt'}).click();
  const dialog = page.getByRole('dialog', {name: 'Close it unsaved?'});
  await dialog.getByRole('button', {name: 'Not now'}).click();
  await tab(page, 'b.txt').waitFor();
  await page.getByRole('button', {name: 'Close b.txt'}).click();
  await dialog.getByRole('button', {name: 'Close it unsaved'}).click();
  await tab(page, 'b.txt').waitFor({state: 'detached'});
  await context.setOffline(false);
  await live(page);
  await row(page, 'b.txt').click();
  await page.getByRole('button', {name: 'Restore'}).click();
  await until(() => project.read('b.txt') === 'kept', 'the draft');
});

scenario('two tabs of a browser show one file', {config: python, files: {'a.txt': 'a\n'}, allow: [/status of 412/]}, async ({page, context, project}) => {
  await page.goto('/code/a.txt');
  await shows(page, 'a');
  const other = await context.newPage();
  await other.goto('/code/a.txt');
  await shows(other, 'a');
  await Promise.all([live(page), live(other)]);
  await type(page, 'one\n');
  await saved(page);
  await shows(other, 'a\none');
  await type(other, 'two\n');
  await saved(other);
  await shows(page, 'a\none\ntwo');
  assert.equal(project.read('a.txt'), 'a\none\ntwo\n');
  assert.equal(await page.getByRole('alert').filter({hasText: 'changed on the disk'}).count(), 0);
});

scenario('a runner reads and runs, and is told why there is no editing', {config: python, as: 'runner', files: {'x.py': 'print("ran")\n'}}, async ({page, project}) => {
  await page.goto('/code/x.py');
  await shows(page, 'print("ran")');
  await type(page, 'x');
  await shows(page, 'print("ran")');
  await page.locator('.status-bar').getByText('Read only. This needs the role editor; you are signed in as runner.').waitFor();
  assert.equal(await page.getByRole('button', {name: 'New file'}).getAttribute('aria-disabled'), 'true');
  await page.keyboard.press('Control+Enter');
  await page.locator('.output-head .status', {hasText: 'Succeeded'}).waitFor();
  assert.equal(project.read('x.py'), 'print("ran")\n');
});
