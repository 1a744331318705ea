// Goal: words of a command line are split and quoted as a shell does it, and fill the form as they were meant.
import './browser';
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {test} from 'node:test';
import {emptyValues, missing, valuesOf, type Form} from '../../src/places/runs/form';
import {quote, split} from '../../src/places/runs/words';

test('a line is split as a shell splits it', () => {
  const lines: [string, string[]][] = [['', []], ['  ', []], ['a b', ['a', 'b']], ['  a\t b ', ['a', 'b']], ["'a b' c", ['a b', 'c']], ['"a b"c', ['a bc']], ["''", ['']], ['a\\ b', ['a b']],
    ['"a\\"b\\\\c\\n"', ['a"b\\c\\n']], ["'a\\'", ['a\\']], ["it\\'s", ["it's"]], ['--x="1 2"', ['--x=1 2']], ["'not ended", ['not ended']], ['a\\', ['a\\']]];
  for (const [line, words] of lines) assert.deepEqual(split(line), words, line);
});

const awkward = ['', 'a', 'a b', "it's", '"', '\\', '$HOME', '`x`', '*', '~', 'a;b', 'a&b', '(', '#', '!', "''", 'ü', '日本', '--x=y z', 'a\\ b', '-', 'tab\there'];

test('what was quoted is one word again', () => {
  for (const word of awkward) assert.deepEqual(split(quote(word)), [word], word);
  assert.deepEqual(split(awkward.map(quote).join(' ')), awkward);
});

test('a shell reads what was quoted as it was', () => {
  const done = spawnSync('/bin/sh', ['-c', `printf '%s\\n' ${awkward.map(quote).join(' ')}`], {encoding: 'utf8'});
  assert.equal(done.status, 0, done.stderr);
  assert.deepEqual(done.stdout.split('\n').slice(0, -1), awkward);
});

const form: Form = {kind: 'argparse', fields: [
  {name: 'source', type: 'string', is_required: true}, {name: 'more', type: 'string', is_list: true},
  {name: 'limit', flag: '--limit', flags: ['-n', '--limit'], type: 'integer', default: 50}, {name: 'tags', flag: '--tags', type: 'string', is_list: true},
  {name: 'dry_run', flag: '--dry-run', type: 'boolean', default: false}, {name: 'colour', flag: '--colour', flags: ['--colour', '--no-colour'], type: 'boolean', default: true},
]};

test('words fill the form', () => {
  const empty = emptyValues(form);
  assert.deepEqual(empty, {source: '', more: '', limit: '50', tags: '', dry_run: false, colour: true});
  assert.deepEqual(valuesOf(form, []), empty);
  assert.deepEqual(valuesOf(form, ['here']), {...empty, source: 'here'});
  assert.deepEqual(valuesOf(form, ['here', 'b', 'c d', '--limit', '7', '--dry-run']), {...empty, source: 'here', more: "b 'c d'", limit: '7', dry_run: true});
  assert.deepEqual(valuesOf(form, ['--limit=9', 'here']), {...empty, source: 'here', limit: '9'});
  assert.deepEqual(valuesOf(form, ['-n', '3', 'here']), {...empty, source: 'here', limit: '3'});
  assert.deepEqual(valuesOf(form, ['here', '--tags', 'a', 'b c', '--no-colour']), {...empty, source: 'here', tags: "a 'b c'", colour: false});
  assert.deepEqual(valuesOf(form, ['--', '-not-a-flag']), {...empty, source: '-not-a-flag'});
});

test('words that the form cannot say give no form', () => {
  assert.equal(valuesOf(form, ['here', '--unknown']), undefined);
  assert.equal(valuesOf(form, ['here', '--limit']), undefined, 'a value is missing');
  const one: Form = {kind: 'main', fields: [{name: 'only', type: 'string'}]};
  assert.equal(valuesOf(one, ['a', 'b']), undefined, 'one too many');
});

test('what is required and empty is named', () => {
  assert.equal(missing(form, emptyValues(form))?.name, 'source');
  assert.equal(missing(form, {...emptyValues(form), source: 'x'}), undefined);
});
