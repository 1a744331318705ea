// Goal: what a run prints is shown whole, once and live, however much it is; runs are started, cancelled, repeated and
// compared from the page, and files that come through the door are seen without loading it again.
import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import fs from 'node:fs';
import {scenario, until} from './harness.mjs';

const python = {venv_python: '/usr/bin/python3'};
// Prints as many lines as it is told, at the pace of a file that the test writes: no line depends on the clock.
const PACED = `import os, sys, time
upto = 0
while True:
    try:
        wanted = int(open("pace").read() or 0)
    except FileNotFoundError:
        wanted = 0
    while upto < wanted:
        upto += 1
        print("line", upto, flush=upto == wanted)
    if os.path.exists("stop"):
        break
    time.sleep(0.01)
`;
const COUNT = 'import sys\nfor n in range(1, int(sys.argv[1]) + 1):\n    print(f"line {n}")\n';

const lineTexts = (page) => page.evaluate(() => [...document.querySelectorAll('.log .line .text')].map((one) => one.textContent));
const lastLine = async (page) => (await lineTexts(page)).at(-1);
/** Whether the list shows the COUNT newest runs and no others, in their order. */
async function isNewest(page, project, count) {
  const shown = await page.evaluate(() => [...document.querySelectorAll('.row-link')].map((row) => row.getAttribute('href').slice('/runs/'.length)));
  const newest = (await project.api('GET', `/api/runs?limit=${count}`)).runs.map((run) => run.id);
  return JSON.stringify(shown) === JSON.stringify(newest);
}
/** The page of RUN anew, at that line; the wheel turns its output. */
async function openAt(page, run, line) {
  await page.goto('/runs');
  await page.goto(`/runs/${run}#L${line}`);
  await page.locator(`#L${line}.here`).waitFor();
  await page.locator('.log').hover();
}
const pace = (project, count) => {
  project.write('pace.new', String(count));
  fs.renameSync(project.file('pace.new'), project.file('pace'));
};

scenario('output is followed while one is at the bottom, and only then', {config: python, files: {'paced.py': PACED}}, async ({page, project}) => {
  const {run_id: run} = await project.api('POST', '/api/run', {script: 'paced.py'});
  await page.goto(`/runs/${run}`);
  pace(project, 300);
  await until(async () => (await lastLine(page)) === 'line 300', 'the last line');
  const log = page.locator('.log');
  await until(() => log.evaluate((it) => it.scrollHeight - it.scrollTop - it.clientHeight < 8), 'the bottom');
  await log.hover();
  await page.mouse.wheel(0, -1500);
  await until(async () => !(await page.getByLabel('Follow').isChecked()), 'following to stop');
  const top = await log.evaluate((it) => it.scrollTop);
  pace(project, 340);
  await page.getByRole('button', {name: '40 new lines'}).waitFor();
  assert.equal(await log.evaluate((it) => it.scrollTop), top, 'it stays where the reader is');
  await page.getByRole('button', {name: '40 new lines'}).click();
  await until(() => log.evaluate((it) => it.scrollHeight - it.scrollTop - it.clientHeight < 8), 'the bottom again');
  assert.equal(await lastLine(page), 'line 340');
  project.write('stop', '');
  await page.getByText('Succeeded').first().waitFor();
});

scenario('a run that was going on is there from its first line, and a reload loses and repeats nothing', {config: python, files: {'paced.py': PACED}}, async ({page, project}) => {
  const {run_id: run} = await project.api('POST', '/api/run', {script: 'paced.py'});
  pace(project, 900);
  await until(async () => (await project.api('GET', `/api/run/status?run_id=${run}`)).state === 'running', 'the run');
  await page.goto(`/runs/${run}`);
  await until(async () => (await lastLine(page)) === 'line 900', 'all lines');
  pace(project, 950);
  await until(async () => (await lastLine(page)) === 'line 950', 'more lines');
  await page.reload();
  pace(project, 980);
  project.write('stop', '');
  await page.getByText('Succeeded').first().waitFor();
  await until(async () => (await lastLine(page)) === 'line 980', 'the end');
  await until(async () => (await lineTexts(page)).length === 980, 'what lies before the end, too');
  const shown = (await lineTexts(page)).join('\n') + '\n';
  const file = await (await page.request.get(`/api/run/log?run_id=${run}&download=1`)).text();
  const sum = (text) => createHash('sha256').update(text).digest('hex');
  assert.equal(sum(shown), sum(file));
});

scenario('when lines were written is shown on demand, also of those that come', {config: python, files: {'paced.py': PACED}}, async ({page, project}) => {
  const {run_id: run} = await project.api('POST', '/api/run', {script: 'paced.py'});
  const shown = () => page.evaluate(() => [...document.querySelectorAll('.log .line')].map((one) => getComputedStyle(one, '::before').content));
  const isTime = (text) => /^"\d\d:\d\d:\d\d\.\d{3}"$/.test(text);
  pace(project, 20);
  await page.goto(`/runs/${run}`);
  await until(async () => (await lastLine(page)) === 'line 20', 'the lines');
  assert.ok((await shown()).every((text) => text === 'none'));
  await page.getByLabel('Timestamps').check();
  await until(async () => (await shown()).every(isTime), 'a time at each line');
  pace(project, 30);
  await until(async () => (await shown()).length === 30 && (await shown()).every(isTime), 'a time at the new ones');
  const told = (await project.api('GET', `/api/run/log?run_id=${run}&times=1`)).times;
  const clock = await page.evaluate((time) => new Date(time).toTimeString().slice(0, 8) + time.slice(19, 23), told.at(-1).time);
  assert.equal((await shown()).at(-1), `"${clock}"`);
  assert.deepEqual(await shown(), [...await shown()].sort());
  await page.reload(); // the choice is the browser's
  await until(async () => (await shown()).length === 30 && (await shown()).every(isTime), 'the times again');
  await page.getByLabel('Timestamps').uncheck();
  assert.ok((await shown()).every((text) => text === 'none'));
  project.write('stop', '');
  await page.getByText('Succeeded').first().waitFor();
});

scenario('a link to a line that is not there leads to the end and says so', {config: python, files: {'count.py': COUNT}}, async ({page, project}) => {
  const run = (await project.api('POST', '/api/run?wait=1', {script: 'count.py', args: ['30']})).id;
  await page.goto(`/runs/${run}#L5000`);
  await page.getByRole('alert').getByText('There is no line 5000: this is the end, line 30.').waitFor();
  assert.equal(await lastLine(page), 'line 30');
  assert.equal((await lineTexts(page)).length, 30);
  await page.evaluate(() => { location.hash = '#L7'; });
  await page.locator('#L7.here').waitFor();
  await until(async () => (await page.getByText('There is no line').count()) === 0, 'the note to go');
});

scenario('100,000 lines open at their end; finding, the first error, line links and the raw file', {config: {...python, run: {jobs: 2, limits: {output_mb: 64}}},
  files: {'count.py': COUNT + 'raise ValueError("the end")\n'}}, async ({page, project}) => {
  const run = (await project.api('POST', '/api/run?wait=1', {script: 'count.py', args: ['100000']})).id;
  await page.goto(`/runs/${run}`);
  await until(async () => (await lastLine(page)) === 'ValueError: the end', 'the end of it');
  assert.ok((await lineTexts(page)).length <= 20500, 'only a window of it is in the page');
  await page.getByLabel('Find in the output').fill('line 9999');
  await page.getByText('1/11', {exact: true}).waitFor(); // 9999 and 99990 to 99999
  await page.locator('#L9999.here').waitFor();
  await page.getByRole('button', {name: 'Next match'}).click();
  await page.locator('#L99990.here').waitFor();
  await page.getByRole('button', {name: 'First error'}).click();
  await page.locator('#L100001.here').waitFor();
  assert.match(page.url(), /#L100001$/);
  await page.goto(`/runs/${run}#L50000`);
  await page.locator('#L50000.here').waitFor();
  assert.equal(await page.locator('#L50000 .text').textContent(), 'line 50000');
  const log = page.locator('.log');
  await log.focus();
  await page.keyboard.press('Home');
  await until(async () => (await lineTexts(page))[0] === 'line 1', 'the start');
  const href = await page.getByRole('link', {name: 'Raw'}).getAttribute('href');
  const raw = await (await page.request.get(href)).body();
  assert.equal(raw.length, fs.statSync(project.file(`var/runs/${run}/output`), {throwIfNoEntry: false})?.size ?? raw.length);
  assert.match(raw.toString().slice(0, 14), /^line 1\nline 2/);
});

scenario('earlier parts come as one scrolls up, in order and without a gap', {config: python, files: {'count.py': COUNT}}, async ({page, project}) => {
  const run = (await project.api('POST', '/api/run?wait=1', {script: 'count.py', args: ['5000']})).id;
  await page.goto(`/runs/${run}`);
  await until(async () => (await lastLine(page)) === 'line 5000', 'the end');
  await page.locator('.log').hover();
  await until(async () => {
    await page.mouse.wheel(0, -4000);
    return (await lineTexts(page))[0] === 'line 1';
  }, 'the first line');
  assert.deepEqual(await lineTexts(page), Array.from({length: 5000}, (_, at) => `line ${at + 1}`));
});

scenario('what was not kept of a large output is said where it was, and both sides of it are read', {config: {...python, run: {jobs: 2, limits: {output_mb: 1}}},
  files: {'flood.py': 'for n in range(1, 60001):\n    print("line", n, "x" * 190)\n'}}, async ({page, project}) => {
  const run = (await project.api('POST', '/api/run?wait=1', {script: 'flood.py'})).id;
  /** Rows in their order: numbers, and "gap"; every text is that of its line, but at both sides of the gap, where a line may be cut. */
  const rows = async () => {
    const all = await page.evaluate(() => [...document.querySelectorAll('.log .line, .log .gap')].map((row) => (row.className === 'gap' ? [0, row.textContent]
      : [Number(row.id.slice(1)), row.querySelector('.text').textContent])));
    all.forEach(([number, text], at) => {
      const isAtGap = at === 0 || [all[at - 1], all[at + 1]].some((other) => other && other[0] === 0);
      if (number && !isAtGap) assert.equal(text, `line ${number} ${'x'.repeat(190)}`);
      if (number && all[at - 1]?.[0]) assert.equal(number, all[at - 1][0] + 1);
    });
    return all.map(([number]) => number || 'gap');
  };
  await page.goto(`/runs/${run}`);
  await until(async () => (await rows()).at(-1) === 60000, 'the end');
  await page.locator('.log').hover();
  await until(async () => {
    await page.mouse.wheel(0, -40000);
    return (await rows()).includes('gap');
  }, 'the gap');
  assert.match(await page.locator('.gap').textContent(), /^\d+\.\d MB beyond the limit/);
  await page.locator('.gap').scrollIntoViewIfNeeded();
  await page.shot('gap');
  await openAt(page, run, 1500);
  await until(async () => {
    await page.mouse.wheel(0, 40000);
    const shown = await rows();
    return shown.indexOf('gap') > 0 && shown.indexOf('gap') < shown.length - 100;
  }, 'the gap, and what comes behind it');
  await page.goto('/runs');
  await page.goto(`/runs/${run}#L30000`); // which was not kept
  await until(async () => (await rows()).length > 100, 'what is near');
  await page.getByRole('alert').getByText('Line 30000 was not kept.').waitFor();
});

scenario('who was away while more was written than is kept goes on behind the gap, with the right numbers', {config: {...python, run: {jobs: 2, limits: {output_mb: 1}}},
  files: {'flood.py': 'import os, time\nprint("first", flush=True)\nwhile not os.path.exists("go"):\n    time.sleep(0.01)\nfor n in range(2, 60001):\n    print("line", n, "x" * 190)\nprint("flooded", flush=True)\nwhile not os.path.exists("stop"):\n    time.sleep(0.01)\n'},
  allow: [/ERR_INTERNET_DISCONNECTED/, /Failed to fetch/]}, async ({page, context, project}) => {
  const {run_id: run} = await project.api('POST', '/api/run', {script: 'flood.py'});
  await page.goto(`/runs/${run}`);
  await until(async () => (await lastLine(page)) === 'first', 'the first line');
  await context.setOffline(true);
  await page.locator('.pill', {hasText: 'Offline'}).waitFor();
  project.write('go', '');
  await until(async () => (await project.api('GET', `/api/run/log?run_id=${run}&search=flooded`)).total === 1, 'the end of the flood');
  await context.setOffline(false);
  await until(async () => (await lastLine(page)) === 'flooded', 'the last line');
  assert.equal(await page.locator('.log .line').last().getAttribute('id'), 'L60001');
  assert.match(await page.locator('.gap').textContent(), /^1\d\.\d MB beyond the limit/);
  assert.equal(await page.locator('#L59999 .text').textContent(), `line 59999 ${'x'.repeat(190)}`);
  project.write('stop', '');
  await page.getByText('Succeeded').first().waitFor();
});

scenario('long lines come whole, in both directions, however many of them fit into a part', {config: {...python, run: {jobs: 2, limits: {output_mb: 64}}},
  files: {'long.py': 'for n in range(1, 1601):\n    print(n, "x" * (9000 if n % 2 else 5), n)\n'}}, async ({page, project}) => {
  const run = (await project.api('POST', '/api/run?wait=1', {script: 'long.py'})).id;
  const all = Array.from({length: 1600}, (_, at) => `${at + 1} ${'x'.repeat((at + 1) % 2 ? 9000 : 5)} ${at + 1}`);
  await page.goto(`/runs/${run}`);
  await until(async () => (await lastLine(page)) === all.at(-1), 'the end');
  await page.locator('.log').hover();
  await until(async () => {
    await page.mouse.wheel(0, -20000);
    return (await lineTexts(page))[0] === all[0];
  }, 'the first line');
  const shown = await lineTexts(page);
  assert.deepEqual(shown.findIndex((line, at) => line !== all[at]), -1);
  await openAt(page, run, 300);
  await until(async () => {
    await page.mouse.wheel(0, 20000);
    return (await lineTexts(page)).at(-1) === all.at(-1);
  }, 'the last line');
  const below = await lineTexts(page);
  assert.deepEqual(below.findIndex((line, at) => line !== all[1600 - below.length + at]), -1);
});

scenario('a run is cancelled, run again, and run again with changes', {config: python, files: {'wait.py': 'import sys, time\nprint(sys.argv[1:], flush=True)\ntime.sleep(600)\n'}}, async ({page, project}) => {
  const {run_id: run} = await project.api('POST', '/api/run', {script: 'wait.py', args: ['--limit', '5']});
  await page.goto(`/runs/${run}`);
  await page.getByText("['--limit', '5']").waitFor();
  await page.getByRole('button', {name: 'Cancel', exact: true}).click();
  await page.getByRole('button', {name: 'Cancel the run'}).click();
  await page.locator('.status', {hasText: 'Cancelled'}).waitFor();
  assert.equal((await project.api('GET', `/api/run/status?run_id=${run}`)).reason, 'cancelled');
  await page.getByRole('button', {name: 'Run again', exact: true}).click();
  await page.waitForURL((url) => url.pathname.startsWith('/runs/') && !url.pathname.endsWith(run));
  await page.getByText("['--limit', '5']").waitFor();
  await project.api('POST', '/api/run/cancel', {run_id: '@1'});
  await page.getByRole('button', {name: 'Run again with changes…'}).click();
  const line = page.getByLabel('Arguments');
  assert.equal(await line.inputValue(), '--limit 5');
  await line.fill("--limit 7 'two words'");
  await page.getByRole('button', {name: 'Run', exact: true}).click();
  await page.getByText("['--limit', '7', 'two words']").waitFor();
  await project.api('POST', '/api/run/cancel', {run_id: '@1'});
  await page.locator('.status', {hasText: 'Cancelled'}).waitFor();
});

scenario('what comes through the door appears: a run in the list, a refused file in the inbox with line and reason', {config: python}, async ({page, project}) => {
  await page.goto('/runs');
  await page.getByText('No runs yet.').waitFor();
  project.write('var/spool/tmp/job', '{"v":1,"script":"scripts/hello.py"}');
  fs.renameSync(project.file('var/spool/tmp/job'), project.file('var/spool/first.json'));
  await page.locator('.run-row', {hasText: 'scripts/hello.py'}).getByText('Succeeded').waitFor();
  await page.getByRole('link', {name: 'Inbox'}).click();
  project.write('var/spool/tmp/bad', '{"v":1,\n "script":"scripts/hello.py",\n "arg":1}');
  fs.renameSync(project.file('var/spool/tmp/bad'), project.file('var/spool/second.json'));
  const letter = page.locator('.letter', {hasText: 'second'});
  await letter.getByText(/arg/).first().waitFor();
  await letter.getByText(/line 3/).waitFor();
  await page.getByRole('cell', {name: 'first'}).waitFor();
});

scenario('however many runs come, the list has its length, and what it pushed out comes with the next page', {config: python}, async ({page, project}) => {
  await project.api('POST', '/api/queue/pause', {});
  await page.goto('/runs');
  await page.getByText('Live').waitFor();
  await page.getByText('No runs yet.').waitFor();
  const submit = async (count) => {
    for (let n = 0; n < count; n++) await project.api('POST', '/api/run', {script: 'scripts/hello.py', labels: {n: String(n)}});
  };
  const same = (count) => () => isNewest(page, project, count);
  await submit(30);
  await page.reload();
  await until(same(30), 'the first thirty');
  await submit(90);
  await until(same(50), 'the newest fifty');
  await page.getByRole('button', {name: 'Load more'}).click();
  await until(same(100), 'the next fifty, without a gap');
  await page.locator('#main').evaluate((it) => it.scrollTo({top: 500}));
  await submit(5);
  await page.getByRole('button', {name: '5 new runs'}).click();
  await until(same(100), 'a hundred still');
  await page.getByRole('button', {name: 'Load more'}).click();
  await until(same(125), 'all of them');
});

scenario('more runs at once than one can read wait behind a button, and come in when no more come', {config: python}, async ({page, project}) => {
  await project.api('POST', '/api/queue/pause', {});
  await page.goto('/runs');
  await page.getByText('Live').waitFor();
  await page.getByText('No runs yet.').waitFor();
  // No frame is drawn until all are told of: they come at once however slow the machine is. Counted are the rows that come
  // in at a time, and what the button says at most.
  await page.evaluate(() => {
    Object.assign(window, {held: [], seen: new Set(), most: 0, told: 0});
    const draw = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (frame) => (window.held ? window.held.push(frame) : draw(frame));
    window.release = () => {
      window.held.forEach((frame) => draw(frame));
      window.held = undefined;
    };
    new MutationObserver((changes) => {
      const added = changes.flatMap((change) => [...change.addedNodes]).filter((node) => node.querySelector?.('.row-link')).length;
      window.most = Math.max(window.most, added);
      window.told = Math.max(window.told, Number(/(\d+) new run/.exec(document.body.textContent)?.[1] ?? 0));
    }).observe(document.body, {childList: true, subtree: true, characterData: true});
    const events = new EventSource('/api/events?topics=run');
    events.addEventListener('run', (event) => window.seen.add(JSON.parse(event.data).id));
    return new Promise((resolve) => events.addEventListener('hello', resolve, {once: true}));
  });
  await Promise.all(Array.from({length: 120}, () => project.api('POST', '/api/run', {code: 'print(1)'})));
  await until(() => page.evaluate(() => window.seen.size === 120), 'all to be told of');
  await page.evaluate(() => window.release());
  await until(() => isNewest(page, project, 50), 'the newest fifty');
  assert.equal(await page.getByText(/new runs?$/).count(), 0, 'none waits any more');
  assert.ok(await page.evaluate(() => window.told > 8 && window.most <= 8), `${await page.evaluate(() => [window.told, window.most])}`);
});

scenario('on a phone what is needed seldom lies in menus, within the screen', {device: 'phone', config: python}, async ({page, project}) => {
  const run = (await project.api('POST', '/api/run?wait=1', {script: 'scripts/hello.py'})).id;
  await page.goto(`/runs/${run}`);
  await page.locator('.log .line').first().waitFor();
  const within = (locator) => locator.evaluate((it) => {
    const box = it.getBoundingClientRect();
    return box.left >= 0 && box.right <= innerWidth && box.bottom <= innerHeight && box.width > 0;
  });
  await page.locator('summary[aria-label="More to do with this run"]').tap();
  assert.ok(await within(page.getByRole('link', {name: 'Open script'})));
  await page.shot('run-menu');
  await page.locator('.log').tap();
  await until(() => page.getByRole('link', {name: 'Open script'}).isHidden(), 'the menu to close when one goes elsewhere');
  await page.locator('summary[aria-label="More to do with the output"]').tap();
  for (const name of ['Timestamps', 'Wrap']) assert.ok(await within(page.getByLabel(name)), name);
  await page.getByLabel('Timestamps').check();
  await until(() => page.evaluate(() => document.querySelector('.line')?.dataset.at), 'the time of a line');
  await page.shot('log-menu');
  assert.ok(await within(page.getByRole('link', {name: 'Raw'})));
  await page.keyboard.press('Escape');
  assert.ok(await page.getByRole('link', {name: 'Raw'}).isHidden());
  assert.ok(await page.evaluate(() => document.querySelector('.log').clientHeight / innerHeight) > 0.5, 'the output has most of the height');
});

scenario('what waits says why, and starts when there is room', {config: {...python, run: {jobs: 1}}, files: {'paced.py': PACED}}, async ({page, project}) => {
  await project.api('POST', '/api/run', {script: 'paced.py'});
  const {run_id: second} = await project.api('POST', '/api/run', {script: 'scripts/hello.py'});
  await page.goto(`/runs/${second}`);
  await page.locator('.status', {hasText: 'Queued'}).waitFor();
  await page.locator('.why', {hasText: /\w+ \w+/}).waitFor();
  project.write('stop', '');
  await page.locator('.status', {hasText: 'Succeeded'}).waitFor();
  await page.getByText('Hello, world!').waitFor();
});

scenario('two runs are compared, and one is run again with the very files that it saw', {config: python}, async ({page, project}) => {
  await project.api('POST', '/api/git/commit', {message: 'first', all: true});
  const seen = (run) => until(async () => (await project.api('GET', `/api/run/status?run_id=${run}`)).tree, 'which files it saw');
  const {id: first} = await project.api('POST', '/api/run?wait=1', {script: 'scripts/hello.py', args: ['Ada']});
  await seen(first);
  fs.appendFileSync(project.file('scripts/hello.py'), 'print("more")\n');
  const {id: second} = await project.api('POST', '/api/run?wait=1', {script: 'scripts/hello.py', args: ['Grace']});
  await seen(second);
  fs.appendFileSync(project.file('scripts/hello.py'), 'print("later")\n');
  await page.goto('/runs');
  await page.locator('.run-row').nth(1).waitFor();
  for (const box of await page.getByRole('checkbox', {name: /^Compare/}).all()) await box.check();
  await page.getByRole('link', {name: 'Compare the two'}).click();
  const row = page.getByRole('row', {name: /^arguments/});
  await row.getByText('Ada').waitFor();
  await row.getByText('Grace').waitFor();
  await page.locator('.diff tr.add', {hasText: 'print("more")'}).waitFor();
  await page.goto(`/runs/${second}`);
  await page.getByText('and what was not committed').waitFor();
  await page.locator('summary[aria-label="More to do with this run"]').click();
  await page.getByRole('button', {name: 'Run again with the very same files'}).click();
  await page.waitForURL((url) => url.pathname.startsWith('/runs/') && !url.pathname.endsWith(second));
  await page.locator('.status', {hasText: 'Succeeded'}).waitFor();
  await until(async () => (await lineTexts(page)).length === 2, 'its output');
  assert.deepEqual(await lineTexts(page), ['Hello, Grace!', 'more']);
});
