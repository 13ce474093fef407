import { expect, it } from 'vitest';
import { closest } from '../../src/scenario/closest.ts';

const WORDS = ['print', 'write', 'wait', 'repeat', 'do'];

it.each([
  ['prnt', 'print'],
  ['prinnt', 'print'],
  ['prent', 'print'],
  ['wiat', 'wait'],
  ['writ', 'write'],
  ['print', 'print'],
])('The word closest to %s is %s', (word, expected) => {
  expect(closest(word, WORDS)).toBe(expected);
});

it.each(['', 'x', 'do not', 'to', 'chunks', 'painted'])('No word is close to %j', (word) => {
  expect(closest(word, WORDS)).toBeUndefined();
});
