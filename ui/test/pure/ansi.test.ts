// Goal: colours of a terminal become styles, go on from line to line, and no escape sequence is ever seen as text.
import './browser';
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {ansi, overwritten, type AnsiStyle} from '../../src/parts/ansi';

const E = '\x1b';
/** TEXT as [words, style] with only what is on. */
const parts = (text: string, start?: AnsiStyle) => ansi(text, start).pieces.map(({text: words, style}) =>
  [words, Object.fromEntries(Object.entries(style).filter(([, value]) => value))]);

test('text without escapes is one piece without a style', () => {
  assert.deepEqual(parts('plain [31m text'), [['plain [31m text', {}]]);
  assert.deepEqual(parts(''), []);
});

test('colours and weights are set, changed and taken back', () => {
  assert.deepEqual(parts(`a${E}[31mb${E}[1;42mc${E}[22;39md${E}[me`), [
    ['a', {}], ['b', {fg: '1'}], ['c', {fg: '1', bg: '2', bold: true}], ['d', {bg: '2'}], ['e', {}]]);
  assert.deepEqual(parts(`${E}[94mx${E}[103my`), [['x', {fg: '12'}], ['y', {fg: '12', bg: '11'}]]);
  assert.deepEqual(parts(`${E}[3;4;7;9mx${E}[23;24;27;29my`), [['x', {italic: true, underline: true, inverse: true, strike: true}], ['y', {}]]);
});

test('the 256 colours and true colours, with semicolons or colons', () => {
  assert.deepEqual(parts(`${E}[38;5;9ma`), [['a', {fg: '9'}]]);
  assert.deepEqual(parts(`${E}[38;5;16ma${E}[38;5;231mb${E}[38;5;232mc${E}[38;5;255md`), [
    ['a', {fg: 'rgb(0 0 0)'}], ['b', {fg: 'rgb(255 255 255)'}], ['c', {fg: 'rgb(8 8 8)'}], ['d', {fg: 'rgb(238 238 238)'}]]);
  assert.deepEqual(parts(`${E}[48;2;1;2;3;1ma`), [['a', {bg: 'rgb(1 2 3)', bold: true}]], 'what follows still counts');
  assert.deepEqual(parts(`${E}[38:5:208ma`), [['a', {fg: 'rgb(255 135 0)'}]]);
  assert.deepEqual(parts(`${E}[38;5;300ma`), [['a', {}]], 'no such colour');
  assert.deepEqual(parts(`${E}[38;2;255ma`), [['a', {fg: 'rgb(255 0 0)'}]], 'cut short');
});

test('a style goes on in the next line', () => {
  const {style} = ansi(`${E}[33mone`);
  assert.deepEqual(parts(`two${E}[0m three`, style), [['two', {fg: '3'}], [' three', {}]]);
});

test('other escapes and control characters are left out', () => {
  const left = [`${E}[2K`, `${E}[10;20H`, `${E}[?25l`, `${E}]0;a title\x07`, `${E}]8;;https://example.org${E}\\`, `${E}(B`, `${E}7`, '\x07', '\x00', '\x7f', `${E}[>4m`];
  for (const one of left) assert.deepEqual(parts(`a${one}b`).map(([text]) => text).join(''), 'ab', JSON.stringify(one));
  assert.deepEqual(parts('tab\tstays'), [['tab\tstays', {}]]);
});

test('an escape that is cut off is no text, nor any of the beginnings of one', () => {
  const whole = `${E}[38;2;10;20;30mx`;
  for (let length = 1; length < whole.length; length++) {
    const text = parts(whole.slice(0, length)).map(([words]) => words).join('');
    assert.ok(!text.includes(E), JSON.stringify(whole.slice(0, length)));
  }
});

test('long lines of escapes are read in time that grows with them only', () => {
  const {pieces} = ansi(`${E}[31mx`.repeat(50_000));
  assert.equal(pieces.length, 50_000);
  assert.equal(ansi(`${E}[${'1;'.repeat(50_000)}`).pieces.map((piece) => piece.text).join('').includes(E), false);
});

test('of a line that was written over, the last writing is seen', () => {
  assert.equal(overwritten('10 %\r50 %\r100 %'), '100 %');
  assert.equal(overwritten('done\r'), 'done', 'the line of a Windows program');
  assert.equal(overwritten('no return'), 'no return');
  assert.equal(overwritten('\r'), '');
});
