// Goal: a key does what the table says, where it says so, and only then; what is typed stays with who types.
import {dispatch} from './browser';
import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';
import {bind, shortcuts, startKeys} from '../../src/core/keys';
import {singleKeys} from '../../src/core/prefs';

startKeys();
let done: string[] = [];
const page = {tagName: 'MAIN'};
const field = {tagName: 'INPUT', type: 'text'};

/** Press "Ctrl+Shift+K" and the like on TARGET; was the key taken? */
function press(keys: string, target: object = page, more: object = {}): boolean {
  const words = keys.split('+');
  let isTaken = false;
  dispatch('keydown', {
    key: words[words.length - 1], code: '', ctrlKey: words.includes('Ctrl'), altKey: words.includes('Alt'), shiftKey: words.includes('Shift'), metaKey: words.includes('Cmd'),
    target, defaultPrevented: false, preventDefault: () => { isTaken = true; }, ...more,
  });
  return isTaken;
}
const row = (keys: string, more = {}) => ({keys, label: keys, run: () => void done.push(keys), ...more});

beforeEach(() => {
  done = [];
  singleKeys.value = true;
  press('Escape'); // ends a prefix
});

test('one key, with and without Ctrl, Alt and Shift', () => {
  const end = bind('test', [row('j'), row('Ctrl+K'), row('Alt+1'), row('Ctrl+Shift+Enter'), row('?'), row('Ctrl+Enter')]);
  assert.ok(press('j'));
  assert.ok(press('Ctrl+k'));
  assert.ok(press('Cmd+k'), 'Cmd is Ctrl');
  assert.ok(press('Alt+1'));
  assert.ok(press('Ctrl+Shift+Enter'));
  assert.ok(press('Shift+?'), 'Shift belongs to the character');
  assert.deepEqual(done, ['j', 'Ctrl+K', 'Ctrl+K', 'Alt+1', 'Ctrl+Shift+Enter', '?']);
  assert.ok(!press('k') && !press('Ctrl+j') && !press('Shift+j') && !press('Alt+k'));
  end();
  assert.ok(!press('j'), 'after its end it does nothing');
});

test('two keys in a row, and nothing when another comes between', () => {
  const end = bind('test', [row('g r'), row('r'), row('g ,')]);
  press('g');
  press('r');
  press('g');
  press(',');
  press('g');
  press('x');
  press('r');
  assert.deepEqual(done, ['g r', 'g ,', 'r']);
  end();
});

test('who types keeps single keys; keys that say so work in fields, too', () => {
  const end = bind('test', [row('j'), row('Ctrl+K', {inFields: true}), row('Ctrl+J')]);
  assert.ok(!press('j', field) && !press('j', {tagName: 'DIV', isContentEditable: true}) && !press('Ctrl+j', {tagName: 'TEXTAREA'}));
  assert.ok(press('Ctrl+k', field));
  assert.ok(press('j', {tagName: 'INPUT', type: 'checkbox'}), 'nothing is typed into a box');
  assert.deepEqual(done, ['Ctrl+K', 'j']);
  end();
});

test('single keys can be switched off, others stay', () => {
  const end = bind('test', [row('j'), row('g r'), row('Ctrl+K'), row('F1')]);
  singleKeys.value = false;
  assert.ok(!press('j'));
  press('g');
  assert.ok(!press('r'));
  assert.ok(press('Ctrl+k') && press('F1'));
  end();
});

test('the later group wins, a row that is off is passed over, and taken keys are left alone', () => {
  const ends = [bind('first', [row('e', {label: 'first', run: () => void done.push('first')})]), bind('second', [row('e', {run: () => void done.push('second')})]),
    bind('off', [row('e', {isOn: () => false})])];
  press('e');
  press('e', page, {defaultPrevented: true});
  assert.deepEqual(done, ['second']);
  assert.deepEqual(shortcuts().map((group) => group.name), ['first', 'second', 'off'], 'the list for people begins with the first');
  for (const end of ends) end();
});
