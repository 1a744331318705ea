// Goal: axes end at round numbers at or above the data, in equal steps that are round, too.
import './browser';
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {niceTop} from '../../src/parts/chart';

const isRound = (value: number) => /^[1-9]\d?0*(\.0+)?$|^0?\.0*[1-9]\d?$|^[1-9]\.\d$/.test(String(Number(value.toPrecision(6))));

test('the axis ends at or above the value, and not far above', () => {
  for (let power = -3; power <= 9; power++) {
    for (let digit = 1; digit < 10; digit += 0.37) {
      const value = digit * 10 ** power;
      const {top, steps} = niceTop(value);
      assert.ok(top >= value && top <= 2.5 * value, `${value}: ${top}`);
      assert.ok(steps >= 2 && steps <= 5, `${value}: ${steps} steps`);
      assert.ok(isRound(top / steps), `${value}: steps of ${top / steps}`);
    }
  }
});

test('a round value is its own end', () => {
  assert.deepEqual([1, 2, 4, 5, 8, 10, 100, 2000].map((value) => niceTop(value).top), [1, 2, 4, 5, 8, 10, 100, 2000]);
});

test('nothing, and less, still makes an axis', () => {
  assert.deepEqual(niceTop(0), {top: 1, steps: 1});
  assert.deepEqual(niceTop(-3), {top: 1, steps: 1});
});

test('counts have whole steps', () => {
  for (let count = 1; count <= 100; count++) {
    const {top, steps} = niceTop(count, true);
    assert.ok(top >= count);
    assert.ok(Number.isInteger(top / steps), `${count}: steps of ${top / steps}`);
  }
});
