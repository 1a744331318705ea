// Goal: lines that stand in each other's place are beside each other, and none is lost.
import './browser';
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {pairsOf, type DiffLine} from '../../src/parts/diff';

/** Lines like "-a" as pairs of texts. */
const pairs = (...lines: string[]) => pairsOf(lines.map((line) => ({type: line.charAt(0), text: line.slice(1)} as DiffLine))).map((pair) => pair.map((line) => line?.text ?? ''));

test('what did not change is on both sides', () => {
  assert.deepEqual(pairs(' a', ' b'), [['a', 'a'], ['b', 'b']]);
  assert.deepEqual(pairs(), []);
});

test('a block of removed lines stands beside the block that was added', () => {
  assert.deepEqual(pairs(' a', '-b', '-c', '+d', ' e'), [['a', 'a'], ['b', 'd'], ['c', ''], ['e', 'e']]);
  assert.deepEqual(pairs('-a', '+b', '+c'), [['a', 'b'], ['', 'c']]);
});

test('blocks that follow each other stay apart', () => {
  assert.deepEqual(pairs('-a', '+b', '-c', '+d'), [['a', 'b'], ['c', 'd']]);
  assert.deepEqual(pairs('+a', '-b'), [['', 'a'], ['b', '']]);
});
