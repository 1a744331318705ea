// Goal: a patch as git writes it is shown with the right numbers, whatever its lines look like.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {filesOfPatch} from '../../src/parts/patch';

test('lines that look like headers within a hunk are lines', () => {
  const [file] = filesOfPatch(['diff --git a/x.sql b/x.sql', 'index 1..2 100644', '--- a/x.sql', '+++ b/x.sql', '@@ -1,3 +1,3 @@ begin', ' one',
    '--- a comment', '+++ plus', ' three', ''].join('\n'));
  assert.deepEqual(file?.hunks?.[0]?.lines, [
    {type: ' ', text: 'one', old: 1, new: 1}, {type: '-', text: '-- a comment', old: 2}, {type: '+', text: '++ plus', new: 2}, {type: ' ', text: 'three', old: 3, new: 3},
  ]);
  assert.deepEqual([file?.additions, file?.deletions], [1, 1]);
});

test('new, deleted, renamed, binary and quoted files', () => {
  const files = filesOfPatch(['diff --git "a/a b.txt" "b/a b.txt"', 'new file mode 100644', '@@ -0,0 +1 @@', '+x', 'diff --git a/gone b/gone', 'deleted file mode 100644',
    '@@ -1 +0,0 @@', '-y', 'diff --git a/old b/new', 'similarity index 100%', 'rename from old', 'rename to new', 'diff --git a/p.png b/p.png', 'GIT binary patch', ''].join('\n'));
  assert.deepEqual(files.map(({path, from, status, additions, deletions, is_binary}) => [path, from, status, additions, deletions, is_binary ?? false]), [
    ['a b.txt', 'a b.txt', 'added', 1, 0, false], ['gone', 'gone', 'deleted', 0, 1, false], ['new', 'old', 'renamed', 0, 0, false], ['p.png', 'p.png', 'modified', 0, 0, true],
  ]);
});

test('no patch is no file', () => assert.deepEqual(filesOfPatch(''), []));
