// Goal: one gets in and to where one wanted; a lost server is a state and not an end; many tabs are live at once; the look is
// as it was chosen, in forced colours too, in 320 pixels and with wider text.
import assert from 'node:assert/strict';
import {scenario, until} from './harness.mjs';

const python = {venv_python: '/usr/bin/python3'};
const asked = [/status of 40[13]/];
const lost = [/ERR_CONNECTION_REFUSED/, /ERR_CONNECTION_RESET/, /ERR_EMPTY_RESPONSE/, /ERR_INCOMPLETE_CHUNKED_ENCODING/, /WebSocket connection .* failed/];
const button = (page, name) => page.getByRole('button', {name});
const pill = (page, word) => page.locator('.pill', {hasText: word});
const token = (project) => project.read('var/token').trim();

async function signIn(page, secret) {
  await page.getByLabel('Token').fill(secret);
  await page.keyboard.press('Enter');
}

scenario('a wrong token is refused in words, and the right one leads to where one wanted', {config: python, as: null, allow: asked}, async ({page, project}) => {
  await page.goto('/code/scripts/hello.py#L1');
  await page.getByRole('heading', {name: 'Sign in to PiRun'}).waitFor();
  await signIn(page, 'pr_wrong');
  await page.getByRole('alert').getByText('This token is not known here').waitFor();
  const field = page.getByLabel('Token');
  assert.equal(await field.getAttribute('aria-invalid'), 'true');
  assert.ok(await field.evaluate((it) => it === document.activeElement), 'one can type at once');
  assert.equal(await field.inputValue(), 'pr_wrong', 'what was typed stays');
  await signIn(page, token(project));
  await page.getByRole('textbox', {name: /^Text of/}).waitFor();
  assert.equal(page.url(), `${project.url}/code/scripts/hello.py#L1`);
});

scenario('the page to sign in leads on to a place of the project, and to no other site', {config: python, as: null, allow: asked}, async ({page, project, open}) => {
  await page.goto('/login?next=/runs/inbox');
  await signIn(page, token(project));
  await page.getByRole('heading', {level: 1, name: 'Runs'}).waitFor();
  assert.equal(page.url(), `${project.url}/runs/inbox`);
  for (const next of ['//example.org/x', 'https://example.org/', '/login', '\\\\example.org']) {
    const {page: other} = await open({as: 'admin'});
    await other.goto(`/login?next=${encodeURIComponent(next)}`);
    await other.getByRole('heading', {level: 1}).first().waitFor();
    await until(() => new URL(other.url()).pathname !== '/login', 'to be led on');
    assert.equal(new URL(other.url()).origin, project.url, next);
    await other.context().close();
  }
});

scenario('the server goes and comes back: it is said, reading goes on, and lists are fresh afterwards', {config: python, allow: lost}, async ({page, project}) => {
  await project.api('POST', '/api/run?wait=1', {script: 'scripts/hello.py', args: ['before']});
  await page.goto('/runs');
  await page.locator('.run-row', {hasText: 'Succeeded'}).waitFor();
  await pill(page, 'Live').waitFor();
  await project.stop();
  await pill(page, 'Reconnecting').waitFor();
  assert.equal(await page.getByText('Connection lost.').count(), 0, 'not at once');
  await page.getByRole('alert').getByText('Connection lost. Your edits are kept in this browser.').waitFor();
  await pill(page, 'Offline').waitFor();
  assert.equal(await button(page, 'Run a script…').getAttribute('title'), 'Not while the connection is lost.');
  await page.getByRole('link', {name: 'Home', exact: true}).click(); // its code may not be here yet: that is said
  await page.getByRole('heading', {level: 1}).waitFor();
  await page.getByRole('link', {name: 'Runs', exact: true}).click();
  project.pirun(['run', 'scripts/hello.py', '--', 'meanwhile']);
  await project.start();
  await button(page, 'Try now').click();
  await pill(page, 'Live').waitFor();
  await page.locator('.toast', {hasText: 'Back online.'}).waitFor();
  await page.getByText('Connection lost.').waitFor({state: 'detached'});
  await until(async () => (await page.locator('.run-row', {hasText: 'Succeeded'}).count()) === 2, 'the run that was made meanwhile');
  const {run_id: run} = await project.api('POST', '/api/run?wait=1', {script: 'scripts/hello.py'}).then((run) => ({run_id: run.id}));
  await page.locator(`.run-row a[href="/runs/${run}"]`, {hasText: 'Succeeded'}).waitFor();
});

scenario('eight tabs are live at once over plain HTTP', {config: python}, async ({page, context, project}) => {
  const tabs = [page, ...(await Promise.all(Array.from({length: 7}, () => context.newPage())))];
  await Promise.all(tabs.map(async (tab) => {
    await tab.goto('/runs');
    await pill(tab, 'Live').waitFor();
  }));
  const run = await project.api('POST', '/api/run?wait=1', {script: 'scripts/hello.py'});
  await Promise.all(tabs.map((tab) => tab.locator(`.run-row a[href="/runs/${run.id}"]`, {hasText: 'Succeeded'}).waitFor()));
});

scenario('the theme that was chosen stays, and may be that of the system again', {config: python}, async ({page}) => {
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.goto('/settings/look');
  const light = await ground();
  await page.getByLabel('Dark').check();
  const dark = await ground();
  assert.notEqual(dark, light);
  await page.goto('/runs');
  await page.getByRole('heading', {level: 1, name: 'Runs'}).waitFor();
  assert.equal(await ground(), dark);
  await page.emulateMedia({colorScheme: 'dark'});
  await page.goto('/settings/look');
  await page.getByLabel('Light').check();
  assert.equal(await ground(), light, 'light although the system is dark');
  await page.getByLabel('As the system').check();
  assert.equal(await ground(), dark);
  await page.emulateMedia({colorScheme: 'light'});
  assert.equal(await ground(), light);
});

scenario('the palette leads to places, files, runs and settings, by keyboard', {config: python, files: {'etl/count.py': 'print(1)\n'}}, async ({page, project}) => {
  const run = await project.api('POST', '/api/run?wait=1', {script: 'etl/count.py'});
  await page.goto('/');
  await page.getByRole('heading', {level: 1, name: 'Home'}).waitFor();
  const commands = page.getByRole('listbox', {name: 'Commands'});
  const choose = async (text, option, {down = 0} = {}) => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type(text);
    // What the server found comes a little later, and the choice begins at the first again.
    await until(async () => (await commands.getByRole('option').allTextContents())[down]?.startsWith(option), option);
    for (let step = 0; step < down; step++) await page.keyboard.press('ArrowDown');
    await until(async () => (await commands.getByRole('option', {selected: true}).textContent().catch(() => '')).startsWith(option), option);
    await page.keyboard.press('Enter');
  };
  await page.keyboard.press('Control+k'); // it is fetched behind the page: only from now on it opens at once
  await page.getByRole('combobox', {name: /^Type a command/}).waitFor();
  await page.keyboard.press('Escape');
  await choose('go to runs', 'Go to Runs');
  await page.waitForURL('/runs');
  await choose('hello.py', 'scripts/hello.py');
  await page.waitForURL('/code/scripts/hello.py');
  await page.getByRole('textbox', {name: /^Text of/}).waitFor();
  await page.getByRole('link', {name: 'Home', exact: true}).click();
  await choose('count.py', `etl/count.py ${run.id.slice(0, 13)}`, {down: 1}); // the file is first
  await page.waitForURL(`/runs/${run.id}`);
  await page.getByRole('link', {name: 'Home', exact: true}).click();
  await choose(run.id.slice(0, 20), `etl/count.py ${run.id}`);
  await page.waitForURL(`/runs/${run.id}`);
  await page.getByRole('link', {name: 'Home', exact: true}).click();
  await choose('@1', `@1 etl/count.py ${run.id}`);
  await page.waitForURL(`/runs/${run.id}`);
  await choose('theme: dark', 'Theme: dark');
  await until(() => page.evaluate(() => document.documentElement.dataset.theme === 'dark'), 'the dark theme');
  await choose('tokens', 'Settings: Tokens');
  await page.waitForURL('/settings/keys');
});

scenario('forced colours leave the marks of states their borders', {config: python}, async ({page, project}) => {
  await project.api('POST', '/api/run?wait=1', {script: 'scripts/hello.py'});
  await page.emulateMedia({forcedColors: 'active'});
  await page.goto('/runs');
  const mark = page.locator('.status', {hasText: 'Succeeded'});
  await mark.waitFor();
  await pill(page, 'Live').waitFor();
  for (const it of [mark, pill(page, 'Live')]) {
    const [width, style, line, ground] = await it.evaluate((one) => {
      const look = getComputedStyle(one);
      return [look.borderTopWidth, look.borderTopStyle, look.borderTopColor, look.backgroundColor];
    });
    assert.deepEqual([width, style], ['1px', 'solid']);
    assert.notEqual(line, ground);
  }
  await page.shot('runs-forced');
});

const SPACED = '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }';

/** What is wider than what holds it, of the elements that make up the page. */
const tooWide = (page) => page.evaluate(() => {
  const names = ['html', 'main', '.top', '.nav', '.stage', '.banners'];
  return names.flatMap((name) => {
    const it = document.querySelector(name);
    return it && it.scrollWidth > it.clientWidth ? [`${name}: ${it.scrollWidth} of ${it.clientWidth}`] : [];
  }).concat(document.documentElement.scrollWidth > innerWidth ? ['the page'] : []);
});

/** Buttons and links whose text is cut off or lies under something else. */
const cut = (page) => page.evaluate(() => [...document.querySelectorAll('main button, main .button, .top button')].filter((it) => {
  const box = it.getBoundingClientRect();
  return box.width > 0 && (it.scrollWidth > it.clientWidth + 1 || it.scrollHeight > it.clientHeight + 1);
}).map((it) => it.textContent.trim() || it.getAttribute('aria-label')));

scenario('no place scrolls sideways in 320 pixels, nor loses words when text is spaced widely', {config: python, device: 'phone', files: {
  'etl/a_file_with_quite_a_long_name_in_a_folder.py': 'import argparse\nparser = argparse.ArgumentParser()\nparser.add_argument("--a-rather-long-option")\nparser.parse_args()\nraise ValueError("bad " * 40)\n'}},
  async ({page, project}) => {
    await page.setViewportSize({width: 320, height: 640});
    const run = await project.api('POST', '/api/run?wait=1', {script: 'etl/a_file_with_quite_a_long_name_in_a_folder.py'});
    await project.api('POST', '/api/run?wait=1', {script: 'scripts/hello.py', args: ['a-long-word-without-any-place-to-break-it-in-two-'.repeat(3)]});
    project.write('var/spool/a_name_that_is_long_and_has_no_place_to_break.json', '{"v":1,"script":"scripts/missing_and_long_and_without_a_place_to_break.py"}');
    await until(async () => (await project.api('GET', '/api/bad')).letters.length === 1, 'the refused file');
    const places = [['/', 'Needs attention'], ['/runs', 'a_file_with'], ['/runs/inbox', 'missing_and_long'], [`/runs/${run.id}`, 'ValueError'], ['/changes', '.gitignore'],
      ['/changes/log', 'No commit yet'], ['/code/etl/a_file_with_quite_a_long_name_in_a_folder.py', 'argparse'], ['/settings/look', 'Theme'], ['/settings/machine', 'Protections'],
      ['/settings/sessions', 'this one'], ['/settings/keys', 'local'], ['/settings/config', 'run.jobs'], ['/settings/terminals', 'Terminals']];
    const wrong = [];
    for (const [at, text] of places) {
      await page.goto(at);
      await page.getByText(text).first().waitFor({state: 'attached'});
      await pill(page, 'Live').waitFor();
      for (const found of await tooWide(page)) wrong.push(`${at}: ${found}`);
      await page.addStyleTag({content: SPACED});
      for (const found of await tooWide(page)) wrong.push(`${at}, spaced: ${found}`);
      for (const found of await cut(page)) wrong.push(`${at}, spaced: '${found}' is cut off`);
      await page.shot(`narrow${at.replace(/\/(?:01\w+-.*|etl.*)/, '').replace(/\W+/g, '-')}`);
    }
    assert.deepEqual(wrong, []);
  });
