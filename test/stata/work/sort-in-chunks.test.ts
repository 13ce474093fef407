import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atOnce } from '../../../src/stata/work/in-chunks.ts';
import {
  orderInChunks,
  sortInChunks,
  sortNumbersInChunks,
} from '../../../src/stata/work/sort-in-chunks.ts';

/** Few different ones, so that many are equal. */
const NUMBERS = fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 200 });

describe('what is sorted in chunks', () => {
  it('is in order, equal ones as they were', () => {
    fc.assert(
      fc.property(NUMBERS, (numbers) => {
        const items = numbers.map((number, place) => ({ number, place }));
        const sorted = atOnce(sortInChunks(items, (one, other) => one.number - other.number));
        expect(sorted).toEqual(items.toSorted((one, other) => one.number - other.number));
        const compare = (one: number, other: number): number =>
          (numbers[one] ?? 0) - (numbers[other] ?? 0);
        const order = atOnce(orderInChunks(numbers.length, compare));
        expect([...order]).toEqual(sorted.map(({ place }) => place));
      }),
    );
  });

  it('is the same numbers, also when there are more than are sorted at once', () => {
    fc.assert(
      fc.property(NUMBERS, fc.integer({ min: 1, max: 500 }), (numbers, times) => {
        const many = Array.from({ length: times }, () => numbers).flat();
        expect([...atOnce(sortNumbersInChunks(many))]).toEqual(many.toSorted((a, b) => a - b));
      }),
      { numRuns: 20 },
    );
  });
});
