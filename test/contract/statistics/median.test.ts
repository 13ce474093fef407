import { describe, expect, it } from 'vitest';
import { median } from '../../../src/contract/statistics/median.ts';

describe('median', () => {
  it.each([
    [[], 0],
    [[3], 3],
    [[5, 1], 3],
    [[9, 1, 2], 2],
    [[1, 10, 2, 100], 6],
  ])('of %j is %i', (values, expected) => {
    expect(median(values)).toBe(expected);
  });
});
