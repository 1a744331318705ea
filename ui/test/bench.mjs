// How fast the page is: `PIRUN=… node test/bench.mjs [NAME…]`, names of the rows below. Prints a table for docs/bench.md;
// a figure of a busy machine says little, so the load stands beside it. Method: each cold start is a browser context of its
// own; a key counts from its keydown to the frame that shows it; the slow page is the processor throttled 4 times (CDP),
// the slow network 20 Mbit/s with 30 ms.
import os from 'node:os';
import {test} from 'node:test';
import {openBrowser, Project, until} from './ui/harness.mjs';

const ROUNDS = Number(process.env.PIRUN_BENCH_ROUNDS ?? 5);
const KEYS = 120;
const KEY_PAUSE_MS = 40;
const FLOOD_MB = Number(process.env.PIRUN_BENCH_FLOOD_MB ?? 100);
const source = Array.from({length: 130}, (_, n) => `def f${n}(value: int) -> int:\n    """Number ${n}."""\n    return value + ${n}\n\n`).join('');
const SLOW_NET = {offline: false, latency: 30, downloadThroughput: 2_500_000, uploadThroughput: 2_500_000};
const results = [];

const at = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
function put(what, values, goal = '') {
  const sorted = [...values].sort((a, b) => a - b);
  const ms = (value) => `${value.toFixed(value < 100 ? 1 : 0)} ms`;
  results.push(`| ${what} | ${ms(at(sorted, 0.5))} | ${ms(at(sorted, 0.95))} | ${sorted.length} | ${goal} | ${os.loadavg()[0].toFixed(1)} |`);
}

async function slow(page, rate, network) {
  const cdp = await page.context().newCDPSession(page);
  if (rate > 1) await cdp.send('Emulation.setCPUThrottlingRate', {rate});
  if (network) {
    await cdp.send('Network.enable');
    await cdp.send('Network.emulateNetworkConditions', SLOW_NET);
  }
  return cdp;
}

/** From the start of the navigation to the first frame in which all of SELECTORS are there. Runs in the page. */
const watchFor = (selectors) => {
  window.seen = new Promise((resolve) => {
    const look = () => {
      const all = selectors.every(([selector, text]) => [...document.querySelectorAll(selector)].some((one) => one.textContent.includes(text)));
      if (!all) return requestAnimationFrame(look);
      const channel = new MessageChannel();
      channel.port1.onmessage = () => resolve(performance.now());
      channel.port2.postMessage(0);
    };
    requestAnimationFrame(look);
  });
};

async function coldStart(project, address, selectors, rate, network) {
  const values = [];
  for (let n = 0; n < ROUNDS; n++) {
    const {page, close} = await openBrowser(project);
    await slow(page, rate, network);
    await page.addInitScript(watchFor, selectors);
    await page.goto(address, {waitUntil: 'commit'});
    values.push(await page.evaluate(() => window.seen));
    await close();
  }
  return values;
}

/** Presses letters, and answers how long each took to its frame. ISTERMINAL: the frame after the bytes have come back. */
async function echo(page, isTerminal) {
  await page.evaluate((terminal) => {
    window.echoes = [];
    let pressed = 0;
    const shown = () => {
      const from = pressed;
      pressed = 0;
      if (!from) return;
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => window.echoes.push(performance.now() - from);
        channel.port2.postMessage(0);
      });
    };
    addEventListener('keydown', (event) => {
      pressed = event.timeStamp;
      if (!terminal) shown();
    }, true);
    if (terminal) new MutationObserver(shown).observe(document.querySelector('.xterm-rows'), {childList: true, subtree: true, characterData: true});
  }, isTerminal);
  for (let n = 0; n < KEYS; n++) {
    await page.keyboard.press('abcdefgh'[n % 8]);
    await page.waitForTimeout(KEY_PAUSE_MS);
  }
  return page.evaluate(() => window.echoes);
}

const SHELL = [['.pill', 'Live']];
const prompt = [['.xterm-rows', '$ ']];
const row = (project, page, number) => page.evaluate(() => [...document.querySelectorAll('.xterm-rows > div')].map((one) => one.textContent).join('\n'));

const rows = {
  async cold(project) {
    for (const [rate, network, name] of [[1, false, '1x'], [4, true, '4x, 20 Mbit/s, 30 ms']]) {
      put(`Home, cold, ${name}`, await coldStart(project, '/', [...SHELL, ['main', 'Recent runs'], ['main', 'hello.py']], rate, network), rate > 1 ? '1000 ms' : '500 ms');
      put(`Runs, cold, ${name}`, await coldStart(project, '/runs', [...SHELL, ['main', 'hello.py']], rate, network), rate > 1 ? '1000 ms' : '500 ms');
      put(`Code with a file of 520 lines, cold, ${name}`, await coldStart(project, '/code/large.py', [...SHELL, ['.tree', 'large.py'], ['.cm-content', 'def f0']], rate, network),
        rate > 1 ? '2000 ms' : '1000 ms');
    }
  },

  async prompt(project) {
    for (const [rate, network, name] of [[1, false, '1x'], [4, true, '4x, 20 Mbit/s, 30 ms']]) {
      const values = [];
      for (let n = 0; n < ROUNDS; n++) {
        const {context, page, close} = await openBrowser(project);
        await page.goto('/code/large.py');
        await page.getByRole('button', {name: 'New terminal'}).click();
        await page.locator('.xterm-rows', {hasText: '$ '}).waitFor();
        const storage = await context.storageState(); // that a terminal was open
        await close();
        const again = await openBrowser(project, {as: null});
        await again.context.addCookies(storage.cookies);
        await again.context.addInitScript((all) => all.forEach(({name: key, value}) => localStorage.setItem(key, value)), storage.origins.flatMap((one) => one.localStorage));
        await slow(again.page, rate, network);
        await again.page.addInitScript(watchFor, [['.cm-content', 'def f0'], ...prompt]);
        await again.page.goto('/code/large.py', {waitUntil: 'commit'});
        values.push(await again.page.evaluate(() => window.seen));
        await again.close();
        for (const {id} of (await project.api('GET', '/api/terms')).sessions) await project.api('DELETE', `/api/terms?id=${id}`);
        await until(async () => (await project.api('GET', '/api/terms')).sessions.length === 0, 'no terminal');
      }
      put(`Code with that file and a terminal's prompt, cold, ${name}`, values, rate > 1 ? '2000 ms' : '1000 ms');
    }
  },

  async keys(project) {
    for (const rate of [1, 4]) {
      const {page, close} = await openBrowser(project);
      await page.goto('/code/large.py');
      await page.locator('.cm-content', {hasText: 'def f0'}).click();
      await page.keyboard.press('Control+End');
      await page.getByRole('button', {name: 'New terminal'}).waitFor();
      await slow(page, rate);
      put(`key to frame, editor, ${rate}x`, await echo(page, false), rate > 1 ? '' : '40 ms');
      await close();
      const other = await openBrowser(project);
      await other.page.goto('/code');
      await other.page.getByRole('button', {name: 'New terminal'}).click();
      await other.page.locator('.xterm-rows', {hasText: '$ '}).waitFor();
      await other.page.locator('.xterm-helper-textarea').focus();
      await slow(other.page, rate);
      put(`key to frame, terminal, ${rate}x`, await echo(other.page, true), rate > 1 ? '' : '80 ms');
      await other.close();
    }
  },

  async run(project) {
    const {page, close} = await openBrowser(project);
    const values = [];
    await page.goto('/code/scripts/hello.py');
    const button = page.getByRole('button', {name: 'Run', exact: true}).first();
    await button.waitFor();
    for (let n = 0; n < 2 * ROUNDS; n++) {
      await page.evaluate(() => {
        window.first = new Promise((resolve) => {
          addEventListener('click', (event) => {
            const before = document.querySelector('.log');
            const look = () => {
              const log = document.querySelector('.log');
              if (!log || log === before || !log.querySelector('.line .text')?.textContent) return requestAnimationFrame(look);
              resolve(performance.now() - event.timeStamp);
            };
            requestAnimationFrame(look);
          }, {capture: true, once: true});
        });
      });
      await button.click();
      values.push(await page.evaluate(() => window.first));
      await page.locator('.output-head .status', {hasText: 'Succeeded'}).waitFor();
    }
    put('click on Run to the first line of output', values, '300 ms');
    await close();
  },

  async log(project) {
    const {id} = await project.api('POST', '/api/run?wait=1', {script: 'lines.py'});
    for (const rate of [1, 4]) {
      const values = await coldStart(project, `/runs/${id}`, [['.log', 'line 100000 ']], rate);
      put(`page of a run of 100,000 lines, cold, to its last line, ${rate}x`, values, rate > 1 ? '' : '300 ms');
    }
  },

  /** Jobs come at 200 a second into a queue that does not start them, and is left so; the list of runs is open. */
  async events(project) {
    await project.api('POST', '/api/queue/pause', {});
    const {page, close} = await openBrowser(project);
    await page.goto('/runs');
    await page.locator('.pill', {hasText: 'Live'}).waitFor();
    await slow(page, 4);
    await page.evaluate(() => {
      window.tasks = [];
      new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map((entry) => entry.duration))).observe({type: 'longtask'});
      window.told = 0;
      const events = new EventSource('/api/events');
      for (const name of ['run', 'queue', 'summary']) events.addEventListener(name, () => { window.told++; });
      return new Promise((resolve) => events.addEventListener('hello', resolve, {once: true}));
    });
    const begin = performance.now();
    let last;
    for (let n = 0; n < 1000; n += 20) {
      last = Promise.all(Array.from({length: 20}, () => project.api('POST', '/api/run', {script: 'scripts/hello.py', labels: {bench: 'yes'}})));
      await Promise.all([last, new Promise((resolve) => setTimeout(resolve, Math.max(0, begin + (n + 20) * 5 - performance.now())))]);
    }
    const took = (performance.now() - begin) / 1000;
    const [{run_id: id}] = await last;
    await page.locator(`a[href="/runs/${id}"]`).waitFor();
    put(`longest task of the page, 4x, while ${(await page.evaluate(() => window.told) / took).toFixed(0)} events a second come`, [Math.max(0, ...await page.evaluate(() => window.tasks))], '100 ms');
    await close();
  },

  async flood(project) {
    const {page, close} = await openBrowser(project);
    await page.goto('/code');
    await page.getByRole('button', {name: 'New terminal'}).click();
    await page.locator('.xterm-rows', {hasText: '$ '}).waitFor();
    await page.locator('.xterm-helper-textarea').focus();
    await slow(page, 4);
    const begin = Date.now();
    await page.keyboard.type(`head -c ${FLOOD_MB}000000 /dev/zero | tr '\\0' z | fold -w 100; echo; echo al""l\n`);
    await until(async () => /(^|\n|z)all\n/.test(await row(project, page)), 'the end of the flood', 1_200_000);
    results.push(`| ${FLOOD_MB} MB into a terminal, 4x | ${((Date.now() - begin) / 1000).toFixed(0)} s | | 1 | | ${os.loadavg()[0].toFixed(1)} |`);
    await close();
  },
};

test('bench', async () => {
  const wanted = process.argv.slice(2);
  const project = new Project({
    config: {venv_python: '/usr/bin/python3', terminal: {enabled: true}},
    files: {'large.py': source, 'lines.py': 'for n in range(1, 100001):\n    print(f"line {n} \\033[32mok\\033[0m")\n'},
  });
  try {
    await project.start();
    await project.api('POST', '/api/run?wait=1', {script: 'scripts/hello.py'});
    for (const [name, measure] of Object.entries(rows)) if (!wanted.length || wanted.includes(name)) await measure(project);
  } finally {
    await project.close();
  }
  console.log(['| what | median | 95 % | measured | to reach | load |', '| --- | --- | --- | --- | --- | --- |', ...results].join('\n'));
});
