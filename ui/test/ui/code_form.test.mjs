// Goal: a script is run with what its form was filled with, whatever reads its arguments; what is wrong is said at its field.
import assert from 'node:assert/strict';
import {python, saved, shows, text, type} from './code_bits.mjs';
import {scenario, until} from './harness.mjs';

const MAIN = `from typing import Literal

def main(source: str, limit: int = 50, mode: Literal["append", "replace"] = "append", dry_run: bool = False, tags: list[str] = [], fast: bool = True, ratio: float = 0.5):
    """Load the rows of a source."""
    print([source, limit, mode, dry_run, tags, fast, ratio])
`;
const CLICK = `import sys
import click

@click.command()
@click.argument("name")
@click.option("--shout/--no-shout", default=True, help="Loud")
@click.option("-v", "--verbose", count=True)
@click.option("--tag", multiple=True)
@click.option("--level", type=click.Choice(["low", "high"]), required=True)
def run(name, shout, verbose, tag, level):
    pass

print(sys.argv[1:])
`;
const TYPER = `import sys
import typer

app = typer.Typer()

@app.command()
def run(name: str, count: int = typer.Option(1, help="How many"), quiet: bool = False):
    pass

print(sys.argv[1:])
`;
// click and typer are not installed everywhere; the form needs only the text.
const stub = {'click.py': 'class Choice:\n    def __init__(self, *a): pass\ndef _(*a, **k): return lambda f: f\ncommand = argument = option = _\n',
  'typer.py': 'def Option(*a, **k): pass\nclass Typer:\n    def command(self, *a): return lambda f: f\n'};
const DOUBTFUL = `import argparse, sys

parser = argparse.ArgumentParser()
parser.add_argument("--known", type=int)
for name in ("a", "b"):
    parser.add_argument("--" + name)
print(parser.parse_args())
`;

const form = (page) => page.locator('.run-form');
const output = (page, words) => page.locator('.panel').getByText(words).waitFor();
const succeeded = (page) => page.locator('.output-head .status', {hasText: 'Succeeded'}).waitFor();
const runIt = (page) => form(page).getByRole('button', {name: 'Run', exact: true}).click();

scenario('main() is called with the form; sets of arguments are offered again', {config: python, files: {'m.py': MAIN}, allow: [/status of 400/]}, async ({page}) => {
  await page.goto('/code/m.py');
  await form(page).getByText('Load the rows of a source.').waitFor();
  await runIt(page);
  await form(page).getByText("'source' is needed.").waitFor();
  await until(() => form(page).getByLabel('source').evaluate((input) => input === document.activeElement), 'the focus in the field');
  assert.equal(await form(page).getByLabel('source').getAttribute('aria-invalid'), 'true');
  await form(page).getByLabel('source').fill("it's");
  await form(page).getByLabel('limit').fill('many');
  await runIt(page);
  await form(page).getByText("'limit' is 'many': it must be a whole number").waitFor();
  await until(() => form(page).getByLabel('limit').evaluate((input) => input === document.activeElement), 'the focus in the wrong field');
  await page.shot('form-refused');
  await form(page).getByLabel('limit').fill('-3');
  await form(page).getByLabel('mode').selectOption('replace');
  await form(page).getByLabel('dry_run').check();
  await form(page).getByLabel('fast').uncheck();
  await form(page).getByLabel('tags').fill("a 'b c'");
  await form(page).getByLabel('source').press('Enter');
  await output(page, `["it's", -3, 'replace', True, ['a', 'b c'], False, 0.5]`);
  await succeeded(page);
  await form(page).getByLabel('source').fill('second');
  await form(page).getByLabel('tags').fill('');
  await runIt(page);
  await output(page, `['second', -3, 'replace', True, [], False, 0.5]`);
  await succeeded(page);
  await form(page).locator('.earlier button').nth(1).click(); // the first one
  for (const [name, value] of [['source', "it's"], ['limit', '-3'], ['mode', 'replace'], ['tags', "a 'b c'"], ['ratio', '0.5']]) assert.equal(await form(page).getByLabel(name).inputValue(), value);
  assert.ok(await form(page).getByLabel('dry_run').isChecked());
  assert.ok(!(await form(page).getByLabel('fast').isChecked()));
  await page.reload(); // the server knows them, too
  await form(page).locator('.earlier button').nth(1).waitFor();
  await page.keyboard.press('Control+Shift+Enter'); // with the last ones, without the form
  await output(page, `['second', -3, 'replace', True, [], False, 0.5]`);
});

scenario('click: counts, pairs of flags, lists, choices', {config: python, files: {'c.py': CLICK, ...stub}}, async ({page}) => {
  await page.goto('/code/c.py');
  await form(page).getByLabel('name').fill('x');
  await runIt(page);
  await form(page).getByText("'level' is needed.").waitFor();
  await form(page).getByLabel('level').selectOption('high');
  await form(page).getByLabel('shout').uncheck();
  await form(page).getByLabel('verbose').fill('2');
  await form(page).getByLabel('tag').fill('one two');
  await runIt(page);
  await output(page, /'--no-shout', .*'--tag', 'one', '--tag', 'two', .*'high', .*'x'/);
  await succeeded(page);
  await form(page).getByLabel('verbose').fill('0');
  await form(page).getByLabel('shout').check();
  await form(page).locator('.earlier button').first().click();
  assert.equal(await form(page).getByLabel('verbose').inputValue(), '2');
  assert.equal(await form(page).getByLabel('tag').inputValue(), 'one two');
  assert.ok(!(await form(page).getByLabel('shout').isChecked()));
});

scenario('typer, and a form that may not know all', {config: python, files: {'t.py': TYPER, 'd.py': DOUBTFUL, ...stub}}, async ({page}) => {
  await page.goto('/code/t.py');
  await form(page).getByLabel('name').fill('x');
  await form(page).getByLabel('count').fill('4');
  await form(page).getByLabel('quiet').check();
  await runIt(page);
  await output(page, /\['--count', '4', '--quiet', '(--', ')?x'\]/);
  await page.goto('/code/d.py');
  await form(page).getByText("Not all of this script's arguments could be read").waitFor();
  await page.shot('form-uncertain');
  await form(page).getByRole('button', {name: 'Type them as a line'}).click();
  await form(page).getByLabel('Arguments').fill('--known 3 --a "two words"');
  await runIt(page);
  await output(page, "Namespace(known=3, a='two words', b=None)");
  await succeeded(page);
  await form(page).getByRole('button', {name: 'Use the form'}).click();
  await form(page).locator('.earlier button').first().click(); // the form cannot say it: a line again
  assert.equal(await form(page).getByLabel('Arguments').inputValue(), "--known 3 --a 'two words'");
});

scenario('the form follows the text, and keeps what was filled in', {config: python, files: {'m.py': MAIN}}, async ({page}) => {
  await page.goto('/code/m.py');
  await form(page).getByLabel('source').fill('kept');
  await shows(page, MAIN.trimEnd());
  await text(page).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('def main(source: str, extra: int):\nprint(source)');
  await saved(page);
  await form(page).getByLabel('extra').waitFor();
  assert.equal(await form(page).getByLabel('source').inputValue(), 'kept');
  assert.equal(await form(page).getByLabel('limit').count(), 0);
});
