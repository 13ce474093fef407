import { describe, expect, it } from 'vitest';
import { intervalOf, place } from '../../../src/contract/tracking/interval.ts';

/** From any table of Student's t, two-sided: degrees of freedom, at 95 % and at 99.9 %. */
const TABLE = [
  [1, 12.706, 636.619],
  [8, 2.306, 5.041],
  [20, 2.086, 3.85],
  [32, 2.037, 3.622],
] as const;

describe('intervalOf', () => {
  it.each(TABLE)('with %i degrees of freedom is as wide as the table says', (df, kept, broken) => {
    const estimate = { value: 2, standardError: 0.5 };
    const forKept = intervalOf(estimate, df, 'kept');
    const forBroken = intervalOf(estimate, df, 'broken');
    expect(forKept.high - 2).toBeCloseTo(0.5 * kept, 3);
    expect(2 - forKept.low).toBeCloseTo(0.5 * kept, 3);
    expect(forBroken.high - 2).toBeCloseTo(0.5 * broken, 2);
    expect(2 - forBroken.low).toBeCloseTo(0.5 * broken, 2);
  });
});

describe('place', () => {
  const limits = { low: 0.8, high: 1.2 };
  // With eight degrees of freedom 0.02306 to either side at 95 %, and 0.05041 at 99.9 %.
  it.each([
    [1, 'within'],
    [1.1769, 'within'],
    [1.177, 'unclear'],
    [1.2504, 'unclear'],
    [1.2505, 'beyond'],
    [0.8231, 'within'],
    [0.823, 'unclear'],
    [0.7496, 'unclear'],
    [0.7495, 'beyond'],
    [Number.NaN, 'unclear'],
  ])('of %f, give or take a hundredth, is %s', (value, expected) => {
    expect(place({ value, standardError: 0.01 }, 8, limits)).toBe(expected);
  });

  it('is within its limits at the limits themselves', () => {
    expect(place({ value: 1.2, standardError: 0 }, 8, limits)).toBe('within');
    expect(place({ value: 0.8, standardError: 0 }, 8, limits)).toBe('within');
  });

  it('is nowhere when nobody knows how sure it is', () => {
    expect(place({ value: 1, standardError: Number.NaN }, 8, limits)).toBe('unclear');
  });
});
