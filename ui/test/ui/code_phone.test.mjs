// Goal: on a phone one line is edited and run with the thumb; nothing scrolls sideways; and all looks of Code's dialogs can be
// used by all.
import assert from 'node:assert/strict';
import {python, row, saved, shows, text, type} from './code_bits.mjs';
import {accessible, LOOKS, scenario, until} from './harness.mjs';

const FORM = `import argparse

parser = argparse.ArgumentParser()
parser.add_argument("source", help="where the rows come from")
parser.add_argument("--limit", type=int, default=50)
parser.add_argument("--dry-run", action="store_true")
print(vars(parser.parse_args()))
`;

async function fits(page, what) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `${what} is ${wide} pixels too wide`);
}

/** Each control that a thumb hits is 44 pixels high, but for links and checkboxes with their labels. */
async function largeEnough(page) {
  const small = await page.evaluate(() => [...document.querySelectorAll('main button, main summary, [role=treeitem], dialog button')]
    .filter((one) => one.checkVisibility() && one.getBoundingClientRect().width > 0 && (one.getBoundingClientRect().height < 43.5 || one.getBoundingClientRect().width < 43.5))
    .map((one) => `${one.getAttribute('aria-label') || one.textContent.trim()}: ${Math.round(one.getBoundingClientRect().width)}x${Math.round(one.getBoundingClientRect().height)}`));
  assert.deepEqual(small, []);
}

for (const width of [390, 320]) {
  scenario(`one line is edited and run on a phone, ${width} wide`, {device: 'phone', config: python, files: {'x.py': 'print("one")\n', 'form.py': FORM}}, async ({page, project}) => {
    await page.setViewportSize({width, height: 700});
    await page.goto('/code');
    await page.getByRole('tab', {name: 'Files'}).tap();
    await fits(page, 'the tree');
    await largeEnough(page);
    await page.shot(`code-tree-${width}`);
    await row(page, 'x.py').tap();
    await shows(page, 'print("one")');
    await text(page).tap();
    const keys = page.getByRole('toolbar', {name: 'Keys'});
    await keys.waitFor();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('print');
    await keys.getByRole('button', {name: 'Left parenthesis'}).tap();
    await keys.getByRole('button', {name: 'Double quote'}).tap();
    await page.keyboard.type('two');
    await fits(page, 'the editor');
    await page.shot(`code-editor-${width}`);
    await largeEnough(page);
    assert.ok(await text(page).evaluate((one) => one === document.activeElement), 'the focus stays in the text');
    await saved(page);
    assert.equal(project.read('x.py'), 'print("one")\nprint("two")');
    await page.getByRole('button', {name: 'Run', exact: true}).tap();
    await page.locator('.output-head .status', {hasText: 'Succeeded'}).waitFor();
    await page.locator('.panel').getByText('two', {exact: true}).waitFor();
    await fits(page, 'the output');
    await page.shot(`code-output-${width}`);
    await page.getByRole('tab', {name: 'Files'}).tap();
    await row(page, 'form.py').tap();
    await shows(page, FORM.trimEnd());
    await until(async () => (await page.getByRole('button', {name: 'Run', exact: true}).count()) === 1, 'one button to run');
    await page.getByRole('button', {name: 'Run', exact: true}).tap(); // the form lacks something: it opens
    const sheet = page.getByRole('dialog', {name: 'Run form.py'});
    await sheet.getByText("'source' is needed.").waitFor();
    await fits(page, 'the form');
    await largeEnough(page);
    await page.shot(`code-form-${width}`);
    await sheet.getByLabel('source').fill('here');
    await sheet.getByRole('button', {name: 'Run', exact: true}).tap();
    await sheet.waitFor({state: 'detached'});
    await page.locator('.panel').getByText("{'source': 'here', 'limit': 50, 'dry_run': False}").waitFor();
  });
}

for (const look of LOOKS) {
  scenario(`dialogs of Code can be used by all (${look.device}, ${look.theme})`, {...look, config: python, files: {'form.py': FORM, 'y.py': 'def f(:\n'}}, async ({page}) => {
    await page.goto('/code/y.py');
    await page.getByRole('button', {name: '1 problem', exact: true}).click();
    if (look.device === 'phone') await page.getByRole('tab', {name: 'Panel'}).click();
    await page.locator('.problems').getByText(/line 1/).waitFor();
    await page.shot('code-problems');
    await accessible(page);
    if (look.device === 'phone') await page.getByRole('tab', {name: 'Files'}).click();
    await row(page, 'form.py').click();
    await shows(page, FORM.trimEnd());
    await type(page, '# ');
    await accessible(page);
    await page.keyboard.press('Control+Enter'); // the form lacks something
    await page.getByText("'source' is needed.").waitFor();
    await page.shot('code-form');
    await accessible(page);
    if (look.device === 'phone') await page.keyboard.press('Escape');
    await page.keyboard.press('Control+p');
    await page.getByRole('combobox').waitFor();
    await page.keyboard.type('form');
    await page.getByRole('option', {name: /form\.py/}).waitFor();
    await page.shot('code-palette');
    await accessible(page);
    await page.keyboard.press('Escape');
    if (look.device === 'phone') await page.getByRole('tab', {name: 'Files'}).click();
    await page.getByRole('button', {name: 'More for the chosen file or folder'}).click();
    await page.getByRole('dialog').waitFor();
    await page.shot('code-menu');
    await accessible(page);
    await page.keyboard.press('Escape');
    await row(page, 'form.py').focus();
    await page.keyboard.press('F2');
    await page.getByRole('dialog', {name: 'Rename or move'}).waitFor();
    await accessible(page);
  });
}
