// Goal: a terminal in the page is a real one: programs run in it as in any other, it comes back with every byte after a
// reload, a cut network and a restart of the server, and a phone can use it.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import {accessible, LOOKS, scenario, until} from './harness.mjs';

const on = {config: {venv_python: '/usr/bin/python3', terminal: {enabled: true}}};
const cut = [/ERR_INTERNET_DISCONNECTED/, /ERR_CONNECTION_REFUSED/, /WebSocket connection/, /Failed to load/];
const FLOOD_MB = Number(process.env.PIRUN_TEST_FLOOD_MB ?? 8);

/** Writes down, per session, the bytes that the page was given and the offset of the first one. In the page, because only
 * there is known what arrived before it was cut. */
const record = () => {
  window.streams = [];
  window.WebSocket = class extends WebSocket {
    constructor(...words) {
      super(...words);
      if (!String(words[0]).includes('/api/term?')) return;
      const stream = {url: String(words[0]), messages: [], text: '', sent: '', bytes: 0};
      window.streams.push(stream);
      const decoder = new TextDecoder('latin1');
      this.addEventListener('message', (event) => {
        if (typeof event.data === 'string') return stream.messages.push(JSON.parse(event.data));
        stream.bytes += event.data.byteLength;
        stream.text = (stream.text + decoder.decode(event.data)).slice(-1_000_000);
      });
    }
    send(data) {
      if (typeof data !== 'string') window.streams.at(-1).sent += new TextDecoder().decode(data);
      super.send(data);
    }
  };
};

const rows = (page) => page.locator('.xterm-rows > div').allInnerTexts().then((all) => all.map((text) => text.replace(/\u00a0/g, ' ').trimEnd()));
const screen = async (page) => (await rows(page)).join('\n').trimEnd();
const shows = (page, expression) => until(async () => expression.exec(await screen(page)), String(expression));
const keys = (page) => page.locator('.xterm-helper-textarea');
const tab = (page, name) => page.getByRole('tab', {name, exact: true});

/** A new terminal, by keyboard, with its prompt. */
async function open(page, number = 1) {
  await page.getByRole('button', {name: 'New terminal'}).waitFor(); // from then on the page has its keys
  await page.keyboard.press('Control+Shift+Backquote');
  await tab(page, `Terminal ${number}`).and(page.locator('[aria-selected=true]')).waitFor();
  await shows(page, /[$#%>] ?$/);
  await until(() => keys(page).evaluate((it) => it === document.activeElement), 'the keys to go to the terminal');
}

let count = 0;
/** Type LINE, and answer what it printed, on a screen that is empty before. */
async function say(page, line) {
  count++;
  await page.keyboard.type(`clear; ${line}; echo "<"end${count}">"\n`);
  const found = await until(async () => new RegExp(`^([^]*)<end${count}>`).exec(await screen(page)), `the end of ${line}`);
  return found[1].trim();
}

/** Put the terminal NAME in front; EXPRESSION is on its screen and on no other. */
async function turnTo(page, name, expression) {
  await tab(page, name).click();
  await tab(page, name).and(page.locator('[aria-selected=true]')).waitFor();
  await shows(page, expression);
  await keys(page).focus();
  await until(() => keys(page).evaluate((it) => it === document.activeElement), 'the keys to go to the terminal');
}

/** The size in force that the page shows. */
async function size(page) {
  const [columns, lines] = (await page.locator('.term-size').innerText()).split(' × ').map(Number);
  assert.equal((await rows(page)).length, lines);
  return `${lines} ${columns}`;
}

scenario('programs run in it as in any terminal', on, async ({page}) => {
  await page.goto('/code');
  await page.getByText('Live', {exact: true}).waitFor();
  await open(page);
  await say(page, 'mkdir -p d; ls --color -d d');
  await page.locator('.xterm-rows span[class*=xterm-fg-]', {hasText: 'd'}).first().waitFor();
  await page.keyboard.type('clear; echo be""gun; sleep 100\n');
  await shows(page, /^begun$/m);
  await page.keyboard.press('Control+c');
  await page.keyboard.type('echo status $?\n');
  await shows(page, /status 130/);
  await page.keyboard.type('clear; echo re""ady; cat\n');
  await shows(page, /^ready$/m);
  await page.keyboard.type('twice\n');
  await shows(page, /twice\ntwice/);
  await page.keyboard.press('Control+z');
  await shows(page, /Stopped/);
  await page.keyboard.type('fg\n');
  await shows(page, /fg\ncat\n?/);
  await page.keyboard.type('again\n');
  await shows(page, /again\nagain/);
  await page.keyboard.press('Control+d');
  await page.keyboard.type('clear; python3 -q\n');
  await shows(page, />>>/);
  await page.keyboard.type('6 * 7\n');
  await shows(page, />>> 6 \* 7\n42\n>>>/);
  await page.keyboard.press('Control+d');
  assert.equal(await say(page, 'echo out'), 'out');
});

scenario('it has the size that is shown, also when the panel grows while an editor is open in it', on, async ({page, project}) => {
  const editor = ['/usr/bin/vim', '/usr/bin/vi', '/usr/bin/less'].find((name) => fs.existsSync(name));
  project.write('long.txt', Array.from({length: 500}, (_, n) => `line ${n + 1}`).join('\n') + '\n');
  await page.goto('/code');
  await open(page);
  const before = await size(page);
  assert.equal(await say(page, 'stty size'), before);
  await page.keyboard.type(`${editor} long.txt\n`);
  await shows(page, /^line 1\nline 2\n/);
  await page.getByRole('separator', {name: 'Height of the panel'}).focus();
  for (let n = 0; n < 6; n++) await page.keyboard.press('ArrowUp');
  const after = await until(async () => {
    const now = await size(page).catch(() => before);
    return now !== before && now;
  }, 'another size');
  const lines = Number(after.split(' ')[0]);
  assert.ok(lines > Number(before.split(' ')[0]));
  await shows(page, new RegExp(`^line 1\\n[^]*line ${lines - 1}(\\n|$)`)); // all of it but one line of words
  await keys(page).focus();
  await page.keyboard.type(editor.endsWith('less') ? 'q' : ':q\n');
  await shows(page, /[$#] ?$/);
  await until(async () => (await say(page, 'stty size')) === (await size(page).catch(() => '')), 'the size that is shown'); // the last of six steps
  await page.setViewportSize({width: 1000, height: 700});
  await until(async () => (await size(page).catch(() => after)) !== after, 'a narrower one');
  assert.equal(await say(page, 'stty size'), await size(page));
});

scenario('two are two, each with its tab; a reload comes back to both with what they had printed', on, async ({page, project}) => {
  await page.goto('/code');
  await open(page);
  await say(page, 'name=first');
  const first = count;
  await open(page, 2);
  assert.equal(await say(page, 'name=second; echo "[$name]"'), '[second]');
  await turnTo(page, 'Terminal 1', new RegExp(`<end${first}>`));
  assert.equal(await say(page, 'echo "[$name]"'), '[first]');
  await page.keyboard.type('seq 1 60\n');
  await shows(page, /59\n60\n/);
  await page.reload();
  await tab(page, 'Terminal 2').waitFor();
  await shows(page, /59\n60\n/);
  await keys(page).focus();
  await page.locator('.terminal-view').hover();
  await until(async () => { // what has left the screen
    await page.mouse.wheel(0, -200);
    return /(^|\n)1\n2\n3\n4\n/.test(await screen(page));
  }, 'the first lines');
  assert.equal(await say(page, 'echo "[$name]"'), '[first]');
  await turnTo(page, 'Terminal 2', /\[second\]/);
  assert.equal(await say(page, 'echo "[$name]"'), '[second]');
  assert.equal((await project.api('GET', '/api/terms')).sessions.length, 2);
});

/** The numbers 1 to LAST came each once and in order, over however many connections. */
async function wholeSequence(page, last) {
  const streams = await page.evaluate(() => window.streams.map(({messages, text, bytes}) => ({at: messages[0]?.at, text, bytes})));
  const open = streams.filter((one) => one.at !== undefined);
  for (let n = 1; n < open.length; n++) assert.equal(open[n].at, open[n - 1].at + open[n - 1].bytes, 'it goes on where it was');
  const text = open.map((one) => one.text).join('');
  const wanted = Array.from({length: last}, (_, n) => `${n + 1}\r\n`).join('');
  assert.ok(text.includes(wanted), 'each line once and in order');
  return open.length;
}

scenario('a network that is cut in the middle loses and repeats nothing', {...on, allow: cut}, async ({page, context, project}) => {
  await page.addInitScript(record);
  await page.goto('/code');
  await open(page);
  // It goes on when the test says so: half of it is printed while nobody can hear it.
  await page.keyboard.type('seq 1 10000; while [ ! -e go ]; do sleep 0.02; done; seq 10001 20000; echo al""l\n');
  await shows(page, /(^|\n)10000(\n|$)/);
  await context.setOffline(true);
  await page.locator('.term-state', {hasText: 'The connection is cut'}).waitFor();
  await page.keyboard.type('lost');
  project.write('go', '');
  await context.setOffline(false);
  await page.locator('.term-state', {hasText: 'Reconnected'}).waitFor();
  await shows(page, /19999\n20000\nall\n/);
  assert.ok(await wholeSequence(page, 20000) >= 2);
});

scenario('the server restarts: the session goes on', {...on, allow: cut}, async ({page, project}) => {
  await page.addInitScript(record);
  await page.goto('/code');
  await open(page);
  await page.keyboard.type('kept=yes; seq 1 10000; while [ ! -e go ]; do sleep 0.02; done; seq 10001 20000; echo al""l\n');
  await shows(page, /(^|\n)10000(\n|$)/);
  await project.stop();
  await page.locator('.term-state', {hasText: 'The connection is cut'}).waitFor();
  project.write('go', '');
  await project.start();
  await shows(page, /19999\n20000\nall\n/);
  assert.ok(await wholeSequence(page, 20000) >= 2);
  assert.equal(await say(page, 'echo "[$kept]"'), '[yes]');
});

scenario('two people see the same, in the smaller window', on, async ({page, open: another}) => {
  await page.goto('/code');
  await open(page);
  const large = await size(page);
  const {page: other} = await another({as: 'editor'});
  await other.setViewportSize({width: 900, height: 600});
  await other.goto('/code');
  await tab(other, 'Terminal 1').click();
  await until(async () => (await size(page).catch(() => large)) !== large, 'the smaller size');
  const small = await size(other);
  assert.equal(await size(page), small);
  assert.equal(await say(page, 'stty size'), small);
  await until(async () => (await screen(other)) === (await screen(page)), 'the same');
  await keys(other).focus();
  await say(other, 'echo from the other');
  await until(async () => (await screen(other)) === (await screen(page)), 'the same again');
  await other.goto('/');
  await until(async () => (await size(page).catch(() => small)) === large, 'the room it had');
});

scenario('Ctrl+` goes there and folds it, F6 leaves it, and the browser gives no key away', on, async ({page}) => {
  await page.goto('/code');
  await open(page);
  await page.keyboard.press('F6');
  await until(() => keys(page).evaluate((it) => it !== document.activeElement), 'to be out of it');
  await page.keyboard.press('Control+Backquote');
  await until(() => keys(page).evaluate((it) => it === document.activeElement), 'to be in it');
  await page.keyboard.press('Control+Backquote');
  await page.locator('.terminal-view').waitFor({state: 'detached'});
  await page.keyboard.press('Control+Backquote');
  await until(() => keys(page).evaluate((it) => it === document.activeElement), 'to be in it again');
  // Keys that the page has elsewhere are the program's here.
  await page.keyboard.type('clear; cat -v\n');
  for (const key of ['Control+k', 'Control+p', '?', 'g', 'h']) await page.keyboard.press(key);
  await page.keyboard.press('Enter');
  await shows(page, /\^K\^P\?gh/);
  assert.equal(new URL(page.url()).pathname, '/code');
  assert.equal(await page.locator('dialog[open]').count(), 0);
});

scenario('text is copied, pasted whole and found; an address is a link', on, async ({page, context, project}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/code');
  await open(page);
  await page.keyboard.type(`clear; for n in 1 2 3; do echo needle $n; done; echo ${project.url}/notices.txt\n`);
  await shows(page, /needle 3\n/);
  await page.locator('.xterm-rows > div', {hasText: /^needle 2/}).dblclick({position: {x: 10, y: 8}, force: true});
  await page.keyboard.press('Control+Shift+C');
  await until(async () => (await page.evaluate(() => navigator.clipboard.readText())) === 'needle', 'the word');
  await page.evaluate(() => navigator.clipboard.writeText('echo pasted "a  b"; echo <\'é€\'>; true'.replace(/[<>]/g, '')));
  await keys(page).focus();
  await page.keyboard.press('Control+Shift+V');
  await shows(page, /echo pasted/);
  await page.keyboard.press('Enter');
  await shows(page, /pasted a {2}b\né€/);
  await page.keyboard.press('Control+Shift+F');
  await page.keyboard.type('needle');
  await page.locator('.term-found', {hasText: /^\d of 3$/}).waitFor();
  await page.keyboard.press('Escape');
  await until(() => keys(page).evaluate((it) => it === document.activeElement), 'the terminal');
  const line = page.locator('.xterm-rows > div', {hasText: /^http:/});
  const opened = context.waitForEvent('page');
  await line.hover({position: {x: 40, y: 8}, force: true});
  await line.click({position: {x: 40, y: 8}, force: true});
  await (await opened).waitForURL(`${project.url}/notices.txt`);
});

scenario('on a phone a line is written and sent once, and the keys that it has not are in a row', {...on, device: 'phone'}, async ({page}) => {
  await page.addInitScript(record);
  await page.goto('/code');
  await tab(page, 'Panel').tap();
  await page.getByRole('button', {name: 'New terminal'}).tap();
  await shows(page, /[$#] ?$/);
  const line = page.getByLabel('Type a line for the terminal');
  await line.fill('clear; echo once');
  await page.getByRole('button', {name: 'Send'}).tap();
  await shows(page, /(^|\n)once\n/);
  assert.equal(await line.inputValue(), '');
  await line.fill('cat');
  await line.press('Enter');
  await until(() => page.evaluate(() => window.streams.at(-1).text.includes('cat\r\n')), 'cat');
  await page.getByRole('button', {name: 'Ctrl+C'}).tap();
  await shows(page, /\^C\n/);
  await page.getByRole('button', {name: 'Up', exact: true}).tap();
  await page.getByRole('button', {name: 'Ctrl+C'}).tap();
  assert.match(await page.evaluate(() => window.streams.map((one) => one.sent).join('')), /^[^]*clear; echo once\rcat\r\x03\x1b\[A\x03$/);
});

scenario('it ends by itself and is still read, and is ended from the settings', on, async ({page, project}) => {
  await page.goto('/code');
  await open(page);
  await page.keyboard.type('echo last words; exit 7\n');
  await page.locator('.term-state', {hasText: 'Ended with status 7.'}).waitFor();
  await shows(page, /last words\n/);
  await page.getByRole('button', {name: 'Close', exact: true}).click();
  await tab(page, 'Terminal 1').waitFor({state: 'detached'});
  await open(page);
  await page.goto('/settings/terminals');
  await page.getByRole('row').getByRole('button', {name: 'End'}).click();
  await page.getByRole('button', {name: 'End the terminal'}).click();
  await page.getByText('No terminal is open.').waitFor();
  await until(async () => (await project.api('GET', '/api/terms')).sessions.length === 0, 'the end');
});

scenario('where terminals are off the page says so, and how to have them', {config: {venv_python: '/usr/bin/python3'}, allow: [/status of 403/]}, async ({page}) => {
  await page.goto('/code');
  await page.getByRole('button', {name: 'New terminal'}).click();
  await page.getByText(/set 'terminal.enabled' to true/).waitFor();
  await page.getByText('enabled: true').waitFor();
  await page.goto('/settings/terminals');
  await page.getByText(/set 'terminal.enabled' to true/).waitFor();
});

scenario('who may not have one sees why', {...on, as: 'runner'}, async ({page, project}) => {
  await project.api('POST', '/api/terms', {});
  await page.goto('/code');
  const button = page.getByRole('button', {name: 'New terminal'});
  await button.waitFor();
  assert.equal(await button.getAttribute('aria-disabled'), 'true');
  assert.match(await button.getAttribute('title'), /needs the role editor/);
  await page.keyboard.press('Control+Shift+Backquote');
  await page.locator('.toast', {hasText: 'needs the role editor'}).waitFor();
  assert.equal(await tab(page, 'Terminal 1').count(), 0);
  assert.equal((await project.api('GET', '/api/terms')).sessions.length, 1);
});

scenario(`a slow page takes ${FLOOD_MB} MB to the end, and can be used meanwhile`, on, async ({page, context}) => {
  await page.addInitScript(record);
  await page.goto('/code');
  await open(page);
  const cdp = await context.newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', {rate: 4});
  await page.keyboard.type(`head -c ${FLOOD_MB}000000 /dev/zero | tr '\\0' z | fold -w 100; echo; echo al""l\n`);
  await until(() => page.evaluate(() => window.streams[0].bytes > 1_000_000), 'the flood');
  await page.keyboard.press('F6');
  await page.keyboard.press('Control+k');
  await page.locator('dialog[open]').waitFor();
  await page.keyboard.press('Escape');
  assert.ok(await page.evaluate((most) => window.streams[0].bytes < most, FLOOD_MB * 1_000_000), 'it went on meanwhile');
  await until(() => page.evaluate(() => /all\r\n/.test(window.streams[0].text.slice(-200))), 'the end', 240_000);
  await shows(page, /z\nall\n/);
  assert.equal(await page.evaluate(() => window.streams.length), 1);
});

for (const look of LOOKS) {
  scenario(`it can be used by all (${look.device}, ${look.theme})`, {...on, ...look}, async ({page}) => {
    await page.goto('/code');
    if (look.device === 'phone') await tab(page, 'Panel').tap();
    await page.getByRole('button', {name: 'New terminal'}).click();
    await shows(page, /[$#] ?$/);
    await keys(page).focus();
    await say(page, 'mkdir -p a b; ls --color; for n in 1 2 3 4 5 6; do printf "\\033[3${n}mcolour $n\\033[0m "; done; echo');
    await page.getByText('Live', {exact: true}).waitFor();
    await page.shot('terminal');
    await accessible(page);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await page.goto('/settings/terminals');
    await page.getByRole('button', {name: 'End'}).waitFor();
    await page.shot('settings-terminals');
    await accessible(page);
  });
}
