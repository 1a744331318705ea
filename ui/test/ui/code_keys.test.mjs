// Goal: Code is used by the keyboard alone, and its sizes are kept.
import assert from 'node:assert/strict';
import {python, row, shows, tab, text, type} from './code_bits.mjs';
import {scenario, until} from './harness.mjs';

const focused = (page) => page.evaluate(() => {
  const one = document.activeElement;
  return one.getAttribute('aria-label') || one.textContent.trim() || one.tagName;
});

scenario('Tab writes in the editor, Escape and Tab leave it; F6 goes from region to region', {config: python, files: {'a.txt': '', 'b.txt': 'b\n'}}, async ({page, project}) => {
  await page.goto('/code/a.txt');
  await text(page).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.type('x');
  await until(() => project.read('a.txt') === '  x', 'the indented text');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  assert.ok(!(await text(page).evaluate((one) => one === document.activeElement)), 'the focus has left the editor');
  await page.keyboard.press('Shift+Tab');
  assert.ok(await text(page).evaluate((one) => one === document.activeElement), 'and comes back');
  const seen = new Set();
  for (let step = 0; step < 8; step++) {
    seen.add(await page.evaluate(() => document.activeElement.closest('[role=tree], .cm-content, nav, header, .panel, .run-form, main')?.className.split(' ')[0]));
    await page.keyboard.press('F6');
  }
  for (const region of ['tree', 'cm-content', 'nav', 'top']) assert.ok([...seen].some((name) => name?.startsWith(region)), `${region} is among ${[...seen]}`);
});

scenario('Ctrl+P goes to a file, Alt+1 to a tab, Ctrl+S saves', {config: python, files: {'deep/er/target.txt': 't\n', 'a.txt': ''}}, async ({page, project}) => {
  await page.goto('/code/a.txt');
  await text(page).waitFor();
  await page.keyboard.press('Control+p');
  await page.getByRole('combobox').waitFor();
  await page.keyboard.type('targ');
  await page.getByRole('option', {name: /target\.txt/}).waitFor();
  await page.keyboard.press('Enter');
  await shows(page, 't');
  await page.keyboard.press('Alt+1');
  await page.waitForURL(/\/code\/a\.txt$/);
  await type(page, 'now');
  await page.keyboard.press('Control+s');
  await until(() => project.read('a.txt') === 'now', 'the saved text');
  await page.keyboard.press('Alt+2');
  await page.waitForURL(/target\.txt$/);
  assert.equal(await tab(page, 'target.txt').getAttribute('aria-selected'), 'true');
});

scenario('the tree is walked by keys and by the first letters of names', {config: python, files: {'folder/inner.txt': 'i', 'mango.txt': '', 'melon.txt': '', 'zebra.txt': ''}}, async ({page}) => {
  await page.goto('/code');
  await row(page, 'folder').focus();
  await page.keyboard.press('ArrowRight');
  await row(page, 'inner.txt').waitFor();
  await page.keyboard.press('ArrowRight');
  await until(async () => (await focused(page)).startsWith('inner'), 'the first one in the folder');
  await page.keyboard.press('ArrowLeft');
  await until(async () => (await focused(page)).startsWith('folder'), 'the folder');
  await page.keyboard.type('me');
  await until(async () => (await focused(page)).startsWith('melon'), 'melon');
  await page.keyboard.press('End');
  await until(async () => (await focused(page)).startsWith('zebra'), 'the last');
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await row(page, 'inner.txt').waitFor({state: 'detached'});
});

scenario('separators move by arrow keys, and sizes are kept', {config: python, files: {'a.py': ''}}, async ({page}) => {
  await page.goto('/code/a.py');
  await text(page).waitFor();
  const sizes = {};
  const measure = async () => Object.fromEntries(await Promise.all([['.tree-pane', 'width'], ['.panel', 'height'], ['.run-form', 'width']]
    .map(async ([name, side]) => [name, Math.round((await page.locator(name).boundingBox())[side])])));
  Object.assign(sizes, await measure());
  for (const [name, key] of [['Width of the files', 'ArrowRight'], ['Height of the panel', 'ArrowUp'], ['Width of the form', 'ArrowLeft']]) {
    const line = page.getByRole('separator', {name});
    const before = Number(await line.getAttribute('aria-valuenow'));
    await line.focus();
    await page.keyboard.press(key);
    await page.keyboard.press(`Shift+${key}`);
    await until(async () => Number(await line.getAttribute('aria-valuenow')) === before + 80, name);
  }
  const moved = await measure();
  for (const [name, size] of Object.entries(moved)) assert.equal(size, sizes[name] + 80, name);
  await page.reload();
  await page.locator('.run-form').waitFor();
  assert.deepEqual(await measure(), moved);
});
