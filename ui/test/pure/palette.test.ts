// Goal: what one means stands first in the palette.
import './browser';
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {score} from '../../src/parts/palette';

/** TEXTS as the palette orders them for NEEDLE. */
const found = (needle: string, texts: string[]) => texts.map((text) => ({text, value: score(needle, text)})).filter(({value}) => value >= 0)
  .sort((a, b) => b.value - a.value).map(({text}) => text);

test('what does not hold the letters in this order is not found', () => {
  assert.deepEqual(found('xyz', ['abc', 'zyx', 'a-x-y-z']), ['a-x-y-z']);
  assert.equal(score('', 'anything'), 0, 'nothing typed: all, as they stand');
});

test('a whole piece is before scattered letters, a word\'s beginning before its middle, and short before long', () => {
  assert.deepEqual(found('run', ['return unless', 'overrun', 'Run a script', 'go to Runs']), ['Run a script', 'go to Runs', 'overrun', 'return unless']);
  assert.deepEqual(found('load', ['etl/preload.py', 'etl/load.py']), ['etl/load.py', 'etl/preload.py']);
  assert.deepEqual(found('a.py', ['a.python.txt', 'a.py']), ['a.py', 'a.python.txt']);
});

test('scattered letters that lie closer are better', () => {
  assert.deepEqual(found('eip', ['every_item_in_place', 'etl/in.py']), ['etl/in.py', 'every_item_in_place']);
});

test('case does not count', () => {
  assert.ok(score('readme', 'README.md') > 0);
});
