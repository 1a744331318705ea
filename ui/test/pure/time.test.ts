// Goal: times and sizes read as people say them, at every border between two units.
import './browser';
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {absolute, ago, bytes, duration, now} from '../../src/core/time';

test('durations', () => {
  const said: [number, string][] = [[-5, '0 ms'], [0, '0 ms'], [999, '999 ms'], [1000, '1.0 s'], [1550, '1.6 s'], [60_000, '1 min 0 s'], [3_599_999, '59 min 59 s'], [3_600_000, '1 h 0 min'],
    [86_399_999, '23 h 59 min'], [86_400_000, '1 d 0 h'], [190_000_000, '2 d 4 h']];
  for (const [ms, text] of said) assert.equal(duration(ms), text);
});

test('no duration has sixty seconds', () => {
  for (let ms = 59_900; ms < 60_100; ms++) assert.doesNotMatch(duration(ms), /^60/);
});

test('how long ago, and in how long', () => {
  now.value = Date.parse('2026-03-01T12:00:00Z');
  const said: [string, string][] = [['2026-03-01T12:00:00Z', 'just now'], ['2026-03-01T11:59:59.5Z', 'just now'], ['2026-03-01T11:59:58Z', '2 s ago'], ['2026-03-01T11:59:00Z', '1 min ago'],
    ['2026-03-01T11:00:00Z', '1 h ago'], ['2026-02-28T12:00:00Z', '1 d ago'], ['2026-03-01T12:00:30Z', 'in 30 s'], ['2026-03-31T12:00:00Z', 'in 30 d'], ['2026-03-01T12:00:00.5Z', 'just now']];
  for (const [time, text] of said) assert.equal(ago(time), text, time);
  assert.equal(ago(undefined), '');
  assert.equal(absolute(undefined), '');
});

test('sizes', () => {
  const said: [number, string][] = [[0, '0 B'], [999, '999 B'], [1000, '1.0 kB'], [1234, '1.2 kB'], [99_949, '99.9 kB'], [123_456, '123 kB'], [1_000_000, '1.0 MB'], [271e9, '271 GB'], [5e15, '5000 TB']];
  for (const [count, text] of said) assert.equal(bytes(count), text);
});

test('no size has a thousand of a unit that has a larger one, nor needless digits', () => {
  for (const count of [999_499, 999_500, 999_999, 99_950, 99_999, 999_999_999]) assert.match(bytes(count), /^\d{1,3}(\.\d)? [kMG]B$/, `${count}: ${bytes(count)}`);
  assert.equal(bytes(999_999), '1.0 MB');
  assert.equal(bytes(99_999), '100 kB');
});
