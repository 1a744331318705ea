// Goal: what is changed is seen as it is, kept, given up and taken back, and goes to a remote repository and comes from it;
// what stands in the way is said with its names, and what the git program does meanwhile is seen.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {accessible, scenario, until} from './harness.mjs';

const python = {venv_python: '/usr/bin/python3'};
const SCRIPT = 'rows = 10\nfor row in range(rows):\n    print("row", row)\n';

/** The git program, in CWD. */
function git(project, words, cwd = project.path) {
  const who = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', '-c', 'init.defaultBranch=main'];
  const done = spawnSync('git', [...who, ...words], {cwd, env: project.env, encoding: 'utf8'});
  assert.equal(done.status, 0, `git ${words.join(' ')}: ${done.stdout}${done.stderr}`);
  return done.stdout.trim();
}

/** Commit what is there; with a remote repository that has it too, and somebody else's clone of that. */
function begin(project, {isShared = false} = {}) {
  git(project, ['add', '-A']);
  git(project, ['commit', '-q', '-m', 'begin']);
  if (!isShared) return {};
  const bare = path.join(project.home, 'lab.git');
  const other = path.join(project.home, 'other');
  git(project, ['init', '-q', '--bare', bare]);
  git(project, ['remote', 'add', 'origin', bare]);
  git(project, ['push', '-q', '-u', 'origin', 'main']);
  git(project, ['clone', '-q', bare, other]);
  return {bare, other};
}

/** Somebody else commits TEXT as NAME and pushes it. */
function theirs(project, other, name, text, subject) {
  git(project, ['pull', '-q', '--ff-only'], other);
  fs.writeFileSync(path.join(other, name), text);
  git(project, ['add', '-A'], other);
  git(project, ['commit', '-q', '-m', subject], other);
  git(project, ['push', '-q'], other);
}

const diffOf = (page, name) => page.locator('.diff-file').filter({has: page.getByRole('heading', {name, exact: true})});
const button = (page, name) => page.getByRole('button', {name});
const list = (page) => page.locator('.change-row');
const names = (page) => list(page).locator('a').allTextContents();
const said = (page, text) => page.locator('.toast', {hasText: text}).waitFor();

scenario('a change is seen, committed and pushed, and is in the history', {config: python, files: {'etl/count.py': SCRIPT}}, async ({page, project}) => {
  const {bare} = begin(project, {isShared: true});
  await page.goto('/changes');
  await page.getByText('Nothing is changed since the last commit.').waitFor();
  project.write('etl/count.py', SCRIPT.replace('rows = 10', 'rows = 12'));
  await list(page).getByRole('link', {name: 'etl/count.py'}).waitFor();
  const diff = diffOf(page, 'etl/count.py');
  await diff.locator('tr.add').waitFor();
  assert.equal(await diff.locator('tr.del td.diff-text').textContent(), 'rows = 10');
  assert.equal(await diff.locator('tr.add td.diff-text').textContent(), 'rows = 12');
  assert.deepEqual(await diff.locator('mark').allTextContents(), ['10', '12'], 'the words that differ are marked');
  const [line, mark] = await Promise.all(['.diff-text', 'mark'].map((one) => diff.locator(`tr.add ${one}`).boundingBox()));
  assert.ok(mark.y >= line.y - 1 && mark.height <= line.height + 1 && mark.width < 40, 'the mark lies in its line');
  assert.match(await diff.locator('tr.add').innerText(), /added/, 'colour is not all that tells');
  await page.shot('changes-diff');
  await accessible(page);
  await page.getByRole('link', {name: 'Code', exact: true}).click();
  await page.getByRole('treeitem', {name: 'etl', exact: true}).click();
  await page.getByRole('treeitem', {name: /^count\.py ?, modified/}).locator('[data-letter=M]').waitFor();
  await page.goBack();

  await page.getByLabel('Message').fill('count to twelve');
  await page.keyboard.press('Control+Enter');
  await said(page, 'Committed');
  await page.getByText('1 ahead, 0 behind of origin/main').waitFor();
  let letGo;
  await page.route('**/api/git/push', (route) => new Promise((resolve) => { letGo = resolve; }).then(() => route.continue()));
  await button(page, 'Push 1').click();
  await page.getByRole('progressbar', {name: 'push'}).waitFor();
  assert.equal(await button(page, 'Pull').getAttribute('aria-disabled'), 'true', 'one thing at a time');
  letGo();
  await said(page, 'Pushed.');
  await page.getByRole('progressbar', {name: 'push'}).waitFor({state: 'detached'});
  await page.getByText('0 ahead, 0 behind of origin/main').waitFor();
  assert.equal(git(project, ['log', '-1', '--format=%s', 'main'], bare), 'count to twelve');
  await page.getByRole('link', {name: 'History'}).click();
  await page.getByRole('link', {name: /count to twelve/}).click();
  await diffOf(page, 'etl/count.py').locator('tr.add').waitFor();
  await page.shot('history-commit');
  await accessible(page);
});

scenario('what came is pulled; what is in the way is named, with help; so is a history that has parted', {config: python, files: {'a.txt': 'one\n', 'b.txt': 'one\n'},
  allow: [/status of 409/]}, async ({page, project}) => {
  const {other} = begin(project, {isShared: true});
  theirs(project, other, 'a.txt', 'two\n', 'two');
  await page.goto('/changes');
  await button(page, 'Pull').click();
  await said(page, 'Pulled 1 commit.');
  assert.equal(project.read('a.txt'), 'two\n');

  theirs(project, other, 'a.txt', 'three\n', 'three');
  project.write('a.txt', 'mine\n');
  await button(page, 'Pull').click();
  const help = page.getByRole('alert');
  await help.getByText('in the way').waitFor();
  await help.getByText('Commit or discard this file, then pull again:').waitFor();
  await help.getByRole('link', {name: 'a.txt'}).click();
  assert.equal(project.read('a.txt'), 'mine\n', 'nothing has moved');
  await page.getByText('0 ahead, 1 behind of origin/main').waitFor();
  await page.shot('changes-in-the-way');
  await accessible(page);

  await page.getByLabel('Message').fill('mine');
  await button(page, 'Commit 1 file').click();
  await page.getByText('1 ahead, 1 behind of origin/main').waitFor();
  await button(page, 'Push').click();
  await help.getByText('git pull --rebase').waitFor();
  await button(page, 'Close').click();
  await button(page, 'Pull').click();
  await help.getByText('have diverged').waitFor();
  assert.equal(project.read('a.txt'), 'mine\n');
});

scenario('changes are discarded, one file at a time, and taken back', {config: python, files: {'a.txt': 'one\n'}}, async ({page, project}) => {
  begin(project);
  project.write('a.txt', 'two\n');
  project.write('new.txt', 'new\n');
  await page.goto('/changes');
  await button(page, 'Discard… a.txt').click();
  await page.getByRole('dialog').getByText("'a.txt' becomes as it was in the last commit.").waitFor();
  await page.getByRole('button', {name: 'Discard', exact: true}).click();
  await until(() => project.read('a.txt') === 'one\n', 'the old text');
  await until(async () => (await names(page)).join() === 'new.txt', 'the list without it');
  await button(page, 'Undo').click();
  await said(page, 'The changes are back.');
  assert.equal(project.read('a.txt'), 'two\n');
  await until(async () => (await names(page)).join() === 'a.txt,new.txt', 'the list with it');
  await button(page, 'Discard… new.txt').click();
  await page.getByRole('dialog').getByText("'new.txt' is in no commit: it is removed.").waitFor();
  await page.getByRole('button', {name: 'Discard', exact: true}).click();
  await until(() => !fs.existsSync(project.file('new.txt')), 'the file to be gone');
  assert.equal(project.read('a.txt'), 'two\n');
});

scenario('the branch is switched, and only when one says so', {config: python, files: {'a.txt': 'one\n'}, allow: [/status of 409/]}, async ({page, project}) => {
  begin(project);
  git(project, ['checkout', '-q', '-b', 'trial']);
  project.write('a.txt', 'trial\n');
  git(project, ['commit', '-q', '-a', '-m', 'trial']);
  git(project, ['checkout', '-q', 'main']);
  await page.goto('/changes');
  const branch = page.getByLabel('Branch', {exact: true});
  await branch.selectOption('trial');
  await button(page, 'Not now').click();
  await until(async () => (await branch.inputValue()) === 'main', 'the choice to be as before');
  assert.equal(project.read('a.txt'), 'one\n');
  await branch.selectOption('trial');
  await button(page, 'Switch to trial').click();
  await said(page, 'The project is on trial now.');
  assert.equal(project.read('a.txt'), 'trial\n');
  await until(async () => (await branch.inputValue()) === 'trial', 'the choice to follow');
  project.write('a.txt', 'not committed\n');
  await list(page).getByRole('link', {name: 'a.txt'}).waitFor();
  await branch.selectOption('main');
  await button(page, 'Switch to main').click();
  await page.getByRole('alert').getByText('Commit or discard this file, then switch again:').waitFor();
  assert.equal(await branch.inputValue(), 'trial');
});

scenario('staged, renamed, deleted, binary and large files are shown as what they are', {config: python, files: {'old.txt': 'one\ntwo\nthree\nfour\n', 'gone.txt': 'gone\n',
  'part.txt': 'one\n', 'staged.txt': 'one\n', 'picture.bin': 'GIF89a\0\0'}}, async ({page, project}) => {
  begin(project);
  git(project, ['mv', 'old.txt', 'new name.txt']);
  git(project, ['rm', '-q', 'gone.txt']);
  project.write('staged.txt', 'two\n');
  project.write('part.txt', 'two\n');
  git(project, ['add', 'staged.txt', 'part.txt']);
  project.write('part.txt', 'three\n');
  project.write('picture.bin', 'GIF89a\0\0\0\0');
  project.write('large.txt', 'a line of text that is long\n'.repeat(80_000));
  await page.goto('/changes');
  const row = (name) => list(page).filter({has: page.getByRole('link', {name, exact: true})});
  await row('staged.txt').getByText('staged', {exact: true}).waitFor();
  await row('part.txt').getByText('staged in part').waitFor();
  await row('gone.txt').locator('[data-letter=D]').waitFor();
  await row('new name.txt').locator('[data-letter=R]').waitFor();
  await diffOf(page, 'old.txt → new name.txt').getByText('No line differs').waitFor();
  await diffOf(page, 'picture.bin').getByText('A binary file, 8 B before and 10 B now.').waitFor();
  await diffOf(page, 'large.txt').getByText('Too large to be compared line by line, 2.2 MB.').waitFor();
  assert.equal(await diffOf(page, 'part.txt').locator('tr.add td.diff-text').textContent(), 'three', 'as it is now, not as it was staged');
  assert.equal(await diffOf(page, 'gone.txt').getByRole('link', {name: 'Open'}).count(), 0, 'nothing is there to be opened');
  await page.shot('changes-kinds');
  await accessible(page);
  for (const name of ['staged.txt', 'part.txt', 'picture.bin', 'large.txt', 'gone.txt']) await row(name).getByRole('checkbox').uncheck();
  await page.getByLabel('Message').fill('another name');
  await button(page, 'Commit 1 file').click();
  await said(page, 'Committed');
  assert.equal(git(project, ['show', '--format=', '--name-status', '-M', 'HEAD']), 'R100\told.txt\tnew name.txt');
});

scenario('a wide window shows both sides beside each other', {config: python, files: {'a.txt': 'one\ntwo\nthree\nfour\n', 'gone.txt': 'gone\n'}}, async ({page, project}) => {
  begin(project);
  project.write('a.txt', 'one\n2\nthree\nfour\nfive\n');
  fs.unlinkSync(project.file('gone.txt'));
  await page.setViewportSize({width: 1600, height: 900});
  await page.goto('/changes');
  const rows = diffOf(page, 'a.txt').locator('.split tr:not(.hunk)');
  await rows.first().waitFor();
  assert.deepEqual(await rows.evaluateAll((all) => all.map((row) => [...row.cells].map((cell) => cell.textContent.trim()))), [
    ['1', '', 'one', '1', '', 'one'], ['2', '-removed', 'two', '2', '+added', '2'], ['3', '', 'three', '3', '', 'three'], ['4', '', 'four', '4', '', 'four'],
    ['', '', '', '5', '+added', 'five']]);
  assert.equal(await diffOf(page, 'gone.txt').locator('.split').count(), 0, 'what has one side only is shown in one');
  await page.shot('changes-split');
  await accessible(page);
  await page.setViewportSize({width: 1200, height: 900});
  await diffOf(page, 'a.txt').locator('.diff:not(.split)').waitFor();
});

scenario('by keyboard: from file to file, to its difference, and commit', {config: python, files: {'a.txt': 'one\n', 'b.txt': 'one\n'}}, async ({page, project}) => {
  begin(project);
  project.write('a.txt', 'two\n'.repeat(200));
  project.write('b.txt', 'two\n');
  await page.goto('/changes');
  await diffOf(page, 'b.txt').locator('tr.add').waitFor();
  const focused = () => page.evaluate(() => document.activeElement.textContent);
  await page.keyboard.press('j');
  assert.equal(await focused(), 'a.txt');
  await page.keyboard.press('j');
  assert.equal(await focused(), 'b.txt');
  await until(() => diffOf(page, 'b.txt').evaluate((it) => it.getBoundingClientRect().top < innerHeight), 'its difference in view');
  await page.keyboard.press('k');
  assert.equal(await focused(), 'a.txt');
  await page.keyboard.press('Control+Enter');
  await said(page, 'Say what the commit does first.');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'commit-message');
  await page.keyboard.type('by keyboard');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Nothing is changed since the last commit.').waitFor();
  assert.equal(git(project, ['log', '-1', '--format=%s']), 'by keyboard');
});

scenario('what the git program does is seen without loading the page again', {config: python, files: {'a.txt': 'one\n'}}, async ({page, project}) => {
  begin(project, {isShared: true});
  await page.goto('/changes');
  await page.getByText('0 ahead, 0 behind of origin/main').waitFor();
  await page.getByText('Live', {exact: true}).waitFor();
  project.write('a.txt', 'two\n');
  await list(page).getByRole('link', {name: 'a.txt'}).waitFor();
  git(project, ['commit', '-q', '-a', '-m', 'two']);
  await page.getByText('Nothing is changed since the last commit.').waitFor();
  await page.getByText('1 ahead, 0 behind of origin/main').waitFor();
  await page.getByRole('link', {name: 'History'}).click();
  await page.getByRole('link', {name: /two/}).waitFor();
  project.write('a.txt', 'three\n');
  git(project, ['commit', '-q', '-a', '-m', 'three']);
  await page.getByRole('link', {name: /three/}).waitFor();
});
