// Goal: a flat list of paths becomes the tree that people expect, in whatever order it comes.
import './browser';
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {treeOf, type Node} from '../../src/places/code/tree';
import type {Entry} from '../../src/core/types';

const entry = (name: string): Entry => ({name: name.replace(/\/$/, ''), type: name.endsWith('/') ? 'dir' : 'file', size: 0, modtime: ''});
/** The tree of NAMES (folders end in a slash) as indented lines. */
function lines(names: string[]): string[] {
  const walk = (node: Node, depth: number): string[] => node.children.flatMap((child) => ['  '.repeat(depth) + child.name + (child.isDir ? '/' : ''), ...walk(child, depth + 1)]);
  return walk(treeOf(names.map(entry)), 0);
}

test('folders stand before files, and numbers count', () => {
  assert.deepEqual(lines(['b.txt', 'a.txt', 'z/', 'run10.py', 'run9.py', 'z/in.txt']), ['z/', '  in.txt', 'a.txt', 'b.txt', 'run9.py', 'run10.py']);
});

test('folders that nobody names are there, and empty ones too', () => {
  assert.deepEqual(lines(['a/b/c.txt', 'empty/']), ['a/', '  b/', '    c.txt', 'empty/']);
});

test('the order of the list does not matter', () => {
  const names = ['a/', 'a/b/', 'a/b/c.txt', 'a/d.txt', 'e.txt', 'a/b/f.txt'];
  const want = lines(names);
  assert.deepEqual(lines([...names].reverse()), want);
  assert.deepEqual(lines([...names].sort(() => 0.3)), want);
});

test('paths are whole from the root', () => {
  const root = treeOf([entry('a/b/c.txt')]);
  assert.equal(root.children[0]?.path, 'a');
  assert.equal(root.children[0]?.children[0]?.path, 'a/b');
  assert.equal(root.children[0]?.children[0]?.children[0]?.path, 'a/b/c.txt');
});

test('no list makes an empty tree', () => {
  assert.deepEqual(lines([]), []);
});
