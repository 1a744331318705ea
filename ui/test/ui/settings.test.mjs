// Goal: who may is decided in Settings and holds at once: tokens, the browsers that are signed in, the roles; the machine, the
// doctor and the configuration can be read by all who may, with and without seeing.
import assert from 'node:assert/strict';
import {accessible, scenario, until} from './harness.mjs';

const python = {venv_python: '/usr/bin/python3'};
const asked = [/status of 40[13]/, /WebSocket connection .* failed/];
const button = (page, name) => page.getByRole('button', {name});
const whoami = (project, token) => fetch(`${project.url}/api/whoami`, {headers: {authorization: `Bearer ${token}`}});

scenario('a token is made, seen once, used, and revoked', {config: python}, async ({page, project}) => {
  await page.goto('/settings/keys');
  await button(page, 'New token…').click();
  await page.getByLabel('What it is for').fill('nightly job');
  await page.getByLabel('Role').selectOption('runner');
  await page.getByLabel('Ends after, in days').fill('30');
  await button(page, 'Make it').click();
  const secret = await page.locator('.secret code').textContent();
  await accessible(page);
  await page.shot('token');
  await button(page, 'I have it').click();
  const row = page.getByRole('row', {name: /nightly job/});
  await row.getByText('runner').waitFor();
  await row.getByText('never', {exact: true}).waitFor(); // last used
  await row.getByText('in 29 d').waitFor();
  assert.ok(!(await page.content()).includes(secret), 'it cannot be read a second time');
  const answer = await (await whoami(project, secret)).json();
  assert.deepEqual([answer.name, answer.role], ['nightly job', 'runner']);
  await page.reload();
  await row.getByText('in 29 d').waitFor();
  assert.equal(await row.getByText('never', {exact: true}).count(), 0, 'when it was used is told');
  await button(page, 'Revoke nightly job').click();
  await button(page, 'Revoke').last().click();
  await row.waitFor({state: 'detached'});
  assert.equal((await whoami(project, secret)).status, 401);
});

scenario('a sign-in link signs one other browser in, once', {config: python, allow: asked}, async ({page, open}) => {
  await page.goto('/settings/keys');
  await button(page, 'Sign-in link…').click();
  const link = await page.locator('.secret code').textContent();
  await button(page, 'I have it').click();
  const {page: other} = await open({as: null});
  await other.goto(link);
  await other.getByText('Live', {exact: true}).waitFor();
  await other.getByRole('heading', {name: 'Home'}).waitFor();
  const {page: third} = await open({as: null});
  await third.goto(link);
  await third.getByRole('alert').filter({hasText: 'This link was used before'}).waitFor();
  assert.equal(await third.evaluate(async () => (await fetch('/api/whoami')).status), 401);
});

scenario('another browser is signed out: it says so, keeps what was typed, and goes on after signing in', {config: python, files: {'notes.txt': 'one\n'}, allow: asked},
  async ({page, project, open}) => {
  const {page: other} = await open({as: 'editor'});
  await other.goto('/code/notes.txt');
  const text = other.getByRole('textbox', {name: /^Text of/});
  await text.waitFor();
  await other.getByText('Live', {exact: true}).waitFor();
  let release;
  const signedOut = new Promise((resolve) => { release = resolve; });
  await other.route('**/api/file?*', async (route) => { // what is typed is on its way when the session ends
    if (route.request().method() === 'PUT') await signedOut;
    await route.continue();
  });
  await text.focus();
  await other.keyboard.type('typed meanwhile ');
  await page.goto('/settings/sessions');
  const row = page.getByRole('row', {name: /^editor/});
  await button(row, 'Sign out').click();
  await button(page, 'Sign it out').click();
  await row.waitFor({state: 'detached'});
  release();
  await other.getByRole('dialog').getByRole('heading', {name: 'Your session has ended'}).waitFor();
  assert.equal(project.read('notes.txt'), 'one\n');
  await other.getByRole('dialog').getByLabel('Token').fill('pr_wrong');
  await button(other, 'Sign in').last().click();
  await other.getByText('This token is not known here').waitFor();
  await other.getByRole('dialog').getByLabel('Token').fill(project.token('editor', 'again'));
  await button(other, 'Sign in').last().click();
  await until(() => project.read('notes.txt') === 'typed meanwhile one\n', 'what was typed to be saved');
  await other.getByText('Live', {exact: true}).waitFor();
});

scenario('who looks and is signed out elsewhere is asked to sign in, without touching a thing', {config: python, allow: asked}, async ({page, project, open}) => {
  const {page: other} = await open({as: 'viewer'});
  await other.goto('/runs');
  await other.getByText('Live', {exact: true}).waitFor();
  for (const session of (await project.api('GET', '/api/sessions')).sessions) {
    if (session.name === 'viewer') await project.api('DELETE', `/api/sessions?id=${session.id}`);
  }
  await other.getByRole('dialog').getByRole('heading', {name: 'Your session has ended'}).waitFor();
  await other.keyboard.press('Escape');
  await other.getByText('You are signed out.').waitFor();
  await button(other, 'Sign in').click();
  await other.getByRole('dialog').getByLabel('Token').fill(project.token('viewer', 'again'));
  await button(other, 'Sign in').last().click();
  await other.getByText('Live', {exact: true}).waitFor();
  await other.getByText('You are signed out.').waitFor({state: 'detached'});
  void page;
});

scenario('one signs oneself out', {config: python, allow: asked}, async ({page}) => {
  await page.goto('/settings/sessions');
  await button(page.getByRole('row', {name: /this one/}), 'Sign out').click();
  await button(page, 'Sign it out').click();
  await page.getByRole('heading', {name: 'Sign in to PiRun'}).waitFor();
});

scenario('machine, doctor and configuration are read; charts also by keyboard and as a table', {config: python}, async ({page}) => {
  await page.goto('/settings/machine');
  await page.getByText(/2 cores|\d+ cores/).waitFor();
  const chart = page.getByRole('img', {name: /^Memory, \d+ points/});
  const figures = page.getByRole('figure').filter({has: chart});
  await until(async () => (await figures.locator('tbody td').last().textContent()) !== '', 'a first figure');
  await chart.focus();
  await page.keyboard.press('ArrowLeft');
  const read = figures.getByRole('status');
  await until(async () => /^\d\d:\d\d: memory \d+ %$/.test(await read.textContent()), 'the last point');
  const last = await read.textContent();
  const cells = await figures.locator('tbody tr').last().locator('th, td').allTextContents();
  assert.equal(last, `${cells[0]}: memory ${cells[1]}`, 'the table tells the same');
  const cursor = () => figures.locator('line[stroke-dasharray]').getAttribute('x1').then(Number);
  const before = await cursor();
  await page.keyboard.press('ArrowLeft');
  await until(async () => (await cursor()) < before, 'the point before');
  await page.getByText('config', {exact: true}).waitFor();
  await page.getByText('.pirun.yaml is valid').waitFor();
  await page.getByRole('heading', {name: /^Protections: level/}).waitFor();
  await page.goto('/settings/config');
  await page.getByLabel('Find a key').fill('jobs');
  const row = page.getByRole('row', {name: /run\.jobs/});
  assert.match(await row.innerText(), /run\.jobs\s+2/);
  assert.equal(await page.getByRole('row', {name: /git\.remote/}).count(), 0);
});

const actions = [ // [place, button, role that it needs]
  ['/', 'Run a script…', 'runner'], ['/runs', 'Run a script…', 'runner'], ['/runs', 'Run again', 'runner'],
  ['/changes', 'Pull', 'editor'], ['/changes', 'Push', 'editor'], ['/changes', /^Commit \d/, 'editor'], ['/changes', 'Discard… a.txt', 'editor'],
  ['/code/scripts/hello.py', 'New file', 'editor'], ['/code/scripts/hello.py', 'Upload files', 'editor'], ['/code/scripts/hello.py', 'New terminal', 'editor'],
];
const pagesOf = {
  viewer: ['Look and keys', 'Machine', 'Sessions'], runner: ['Look and keys', 'Machine', 'Sessions'],
  editor: ['Look and keys', 'Machine', 'Sessions', 'Terminals'],
};
const ranks = ['viewer', 'runner', 'editor', 'admin'];

for (const role of ['viewer', 'runner', 'editor']) {
  scenario(`who is ${role} sees what that role may not do, with the reason, and may not`, {config: python, as: role, files: {'a.txt': 'one\n'}, allow: asked}, async ({page, project}) => {
    await project.api('POST', '/api/run?wait=1', {script: 'scripts/hello.py'});
    let at = '';
    for (const [place, name, needs] of actions) {
      if (place !== at) await page.goto(place);
      at = place;
      const it = button(page, name).first();
      await it.waitFor();
      const isOpen = ranks.indexOf(role) >= ranks.indexOf(needs);
      assert.equal(await it.getAttribute('aria-disabled'), isOpen ? null : 'true', `${name} as ${role}`);
      if (isOpen) continue;
      assert.equal(await it.getAttribute('title'), `This needs the role ${needs}; you are signed in as ${role}.`);
      await it.focus();
      assert.ok(await it.evaluate((button) => button === document.activeElement), 'the reason can be reached by keyboard');
      await page.keyboard.press('Enter');
      await page.locator('.toast', {hasText: `This needs the role ${needs}`}).first().waitFor();
      assert.equal(await page.getByRole('dialog').count(), 0);
    }
    await page.goto('/settings');
    await page.getByRole('heading', {name: 'Look', exact: true}).waitFor();
    assert.deepEqual(await page.getByRole('navigation', {name: 'Settings'}).getByRole('link').allTextContents(), pagesOf[role]);
    await page.goto('/settings/keys');
    await page.getByText('There is no such page, or it needs another role.').waitFor();
    assert.equal(await page.evaluate(async () => (await fetch('/api/tokens')).status), 403);
  });
}
