// Goal: what is dropped into the tree comes whole or not at all, whatever happens on the way; what is in the tree moves by
// drag, and what is open of it stays open.
import assert from 'node:assert/strict';
import {createHash, randomBytes} from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import {cut, dropFiles, live, python, row, saved, shows, tab, text, type} from './code_bits.mjs';
import {accessible, LOOKS, scenario, until} from './harness.mjs';

const sum = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** Files beside the project, to be dropped: {name: size}; answers their sums. */
function make(project, sizes) {
  return Object.fromEntries(Object.entries(sizes).map(([name, size]) => {
    const bytes = randomBytes(size);
    const file = path.join(project.home, name);
    fs.mkdirSync(path.dirname(file), {recursive: true});
    fs.writeFileSync(file, bytes);
    return [name, sum(bytes)];
  }));
}

scenario('an upload goes on after the server was killed in its middle, and no half of a file is seen', {config: python, allow: cut}, async ({page, project}) => {
  const sums = make(project, {'small.bin': 10, 'medium.bin': 70_000, 'large.bin': 50_000_000});
  await page.goto('/code');
  await row(page, 'scripts').waitFor();
  await live(page);
  // The server dies when a third of the large file is there.
  let parts = 0;
  await page.route(/\/api\/file\?.*large/, async (route) => {
    if (++parts === 5) await project.kill();
    await route.continue();
  });
  await dropFiles(page, row(page, 'scripts'), Object.keys(sums).map((name) => path.join(project.home, name)));
  await page.getByRole('progressbar', {name: 'Upload of scripts/large.bin'}).waitFor();
  const again = page.getByRole('region', {name: 'Uploads'}).getByRole('button', {name: 'Try again'});
  await again.waitFor();
  assert.ok(!fs.existsSync(project.file('scripts/large.bin')));
  await page.getByText('Offline', {exact: true}).waitFor();
  await page.unroute(/\/api\/file\?.*large/);
  await project.start();
  await live(page);
  const offsets = [];
  page.on('request', (request) => {
    const offset = new URL(request.url()).searchParams.get('offset');
    if (request.method() === 'PUT' && offset !== null) offsets.push(Number(offset));
  });
  while (await again.count()) await again.first().click();
  await until(() => fs.existsSync(project.file('scripts/large.bin')), 'the large file');
  assert.ok(Math.min(...offsets) > 0, `it began again: ${offsets}`);
  for (const [name, expected] of Object.entries(sums)) assert.equal(sum(fs.readFileSync(project.file(`scripts/${name}`))), expected, name);
  const link = page.waitForEvent('download');
  await page.goto('/code/scripts/large.bin');
  await page.getByText('A binary file.').waitFor();
  await page.getByRole('link', {name: 'Download'}).click();
  assert.equal(sum(fs.readFileSync(await (await link).path())), sums['large.bin']);
});

scenario('a folder is dropped with all that is in it; what is there already is replaced only after a question', {config: python, files: {'into/data/a.bin': 'mine'}}, async ({page, project}) => {
  const sums = make(project, {'data/a.bin': 5, 'data/deep/er/b.bin': 6, 'data/deep/c d.bin': 7});
  await page.goto('/code');
  await dropFiles(page, row(page, 'into'), [path.join(project.home, 'data')]);
  const question = page.getByRole('dialog', {name: 'Replace this file?'});
  await question.getByText('into/data/a.bin').waitFor();
  await question.getByRole('button', {name: 'Not now'}).click();
  await page.getByText('2 files uploaded.').waitFor();
  assert.equal(project.read('into/data/a.bin'), 'mine');
  for (const name of ['data/deep/er/b.bin', 'data/deep/c d.bin']) assert.equal(sum(fs.readFileSync(project.file(`into/${name}`))), sums[name]);
  await dropFiles(page, row(page, 'into'), [path.join(project.home, 'data')]);
  await page.getByRole('dialog', {name: 'Replace 3 files?'}).getByRole('button', {name: 'Replace'}).click();
  await until(() => sum(fs.readFileSync(project.file('into/data/a.bin'))) === sums['data/a.bin'], 'the replaced file');
});

scenario('a file that is dragged into a folder stays open there, with what is not saved', {config: python, files: {'a.txt': 'a\n', 'other/b.txt': ''}}, async ({page, project}) => {
  await page.goto('/code/a.txt');
  await shows(page, 'a');
  await type(page, 'typed\n');
  await row(page, 'a.txt').dragTo(row(page, 'other'));
  await until(() => fs.existsSync(project.file('other/a.txt')), 'the moved file');
  await page.waitForURL(/\/code\/other\/a\.txt$/);
  await tab(page, 'a.txt').waitFor();
  await shows(page, 'a\ntyped');
  await until(() => project.read('other/a.txt') === 'a\ntyped\n', 'the text in the moved file');
  await type(page, 'more\n');
  await saved(page);
  assert.equal(project.read('other/a.txt'), 'a\ntyped\nmore\n');
  assert.ok(!fs.existsSync(project.file('a.txt')));
  await row(page, 'other').dragTo(row(page, 'scripts')); // the folder of the open file
  await page.waitForURL(/\/code\/scripts\/other\/a\.txt$/);
  await page.keyboard.press('Control+z');
  assert.equal(await text(page).count(), 1);
});

for (const look of LOOKS) {
  scenario(`the list of uploads can be used by all (${look.device}, ${look.theme})`, {...look, config: python, allow: [...cut, /status of 500/]}, async ({page, project}) => {
    make(project, {'one.bin': 9_000_000, 'two.bin': 5});
    await page.route(/\/api\/file\?.*one/, (route) => route.fulfill({status: 500, json: {error: 'the disk is full'}}));
    await page.route(/\/api\/file\?.*two/, () => {}); // it never ends
    await page.goto('/code');
    if (look.device === 'phone') await page.getByRole('tab', {name: 'Files'}).click();
    await dropFiles(page, row(page, 'scripts'), ['one.bin', 'two.bin'].map((name) => path.join(project.home, name)));
    await page.getByText('the disk is full').waitFor();
    await page.getByRole('progressbar', {name: 'Upload of scripts/two.bin'}).waitFor();
    await page.shot('uploads');
    await accessible(page);
    await page.getByRole('button', {name: 'Stop the upload of scripts/two.bin'}).click();
    await page.unroute(/\/api\/file\?.*one/);
    await page.getByRole('button', {name: 'Try again'}).click();
    await page.getByText('1 file uploaded.').waitFor();
  });
}
