import { expect, it } from 'vitest';
import { partsThatRan } from './coverage.ts';

const range = (startOffset: number, endOffset: number, count: number) => ({
  startOffset,
  endOffset,
  count,
});

it('finds the parts that ran, by what the smallest range around them says', () => {
  expect(partsThatRan([range(0, 100, 1), range(10, 50, 0), range(20, 30, 4)])).toEqual([
    [0, 10],
    [20, 30],
    [50, 100],
  ]);
  expect(partsThatRan([range(0, 100, 0), range(10, 50, 2), range(50, 60, 1)])).toEqual([[10, 60]]);
  expect(partsThatRan([])).toEqual([]);
});
