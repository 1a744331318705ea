// Goal: every place can be used by all: no accessibility fault, no sideways scrolling, in each look; and pictures of each.
import assert from 'node:assert/strict';
import {accessible, LOOKS, scenario, until} from './harness.mjs';

const SCRIPT = `import argparse

parser = argparse.ArgumentParser(description="Count rows.")
parser.add_argument("source", help="where the rows come from")
parser.add_argument("--limit", type=int, default=50, help="most rows")
parser.add_argument("--mode", choices=["append", "replace"], default="append")
parser.add_argument("--dry-run", action="store_true")
args = parser.parse_args()
for row in range(args.limit):
    print("\\033[32mok\\033[0m row", row)
raise ValueError("bad row 118: expected 7 fields, got 6")
`;

/** A project with something to see in every place. */
async function fill(project) {
  project.write('etl/ingest.py', SCRIPT);
  project.write('README.md', '# Lab\n\nWhat is measured here.\n');
  const answer = await project.api('POST', '/api/run?wait=1', {script: 'etl/ingest.py', args: ['here', '--limit', '20']});
  await project.api('POST', '/api/run?wait=1', {script: 'scripts/hello.py'});
  project.write('var/spool/refused.json', '{"v":1,"script":"scripts/missing.py"}');
  await until(async () => (await project.api('GET', '/api/bad')).letters.length === 1, 'the refused file');
  return answer.id;
}

const places = (run) => [
  ['home', '/', 'Recent runs'], ['runs', '/runs', 'etl/ingest.py'], ['inbox', '/runs/inbox', 'scripts/missing.py'], ['run', `/runs/${run}`, 'ValueError'],
  ['code', '/code/etl/ingest.py', 'argparse'], ['changes', '/changes', 'etl/ingest.py'], ['history', '/changes/log', 'No commit yet'], ['look', '/settings/look', 'Theme'],
  ['machine', '/settings/machine', 'Protections'], ['sessions', '/settings/sessions', 'this one'], ['tokens', '/settings/keys', 'local'], ['config', '/settings/config', 'run.jobs'],
  ['terminals', '/settings/terminals', 'Terminals'],
];

for (const look of LOOKS) {
  scenario(`each place can be used by all (${look.device}, ${look.theme})`, {...look, config: {venv_python: '/usr/bin/python3'}}, async ({page, project}) => {
    const run = await fill(project);
    const wrong = [];
    for (const [name, at, text] of places(run)) {
      await page.goto(at);
      await page.getByText(text).first().waitFor({state: 'attached'});
      await page.getByText('Live', {exact: true}).waitFor();
      await page.shot(name);
      await accessible(page).catch((error) => wrong.push(error.message));
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (wide > 0) wrong.push(`${at} is ${wide} pixels too wide`);
    }
    assert.equal(wrong.join('\n'), '');
  });
}
