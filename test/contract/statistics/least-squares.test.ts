import { describe, expect, it } from 'vitest';
import { coMomentsOf } from '../../../src/contract/statistics/co-moments.ts';
import { leastSquares } from '../../../src/contract/statistics/least-squares.ts';

/**
 * Latencies that a plain generator has made, and what ml-regression-multivariate-linear 2.0.4 says of
 * them: the intercept and the slopes, each with its standard error.
 */
const KNOWN = [
  {
    seed: 1,
    count: 12,
    columns: 3,
    estimates: [
      [13.5097478268, 3.30446835128],
      [0.989912838899, 0.0100437432367],
      [-0.00677646369516, 0.00601529480775],
      [0.0185936392252, 0.010533098312],
    ],
  },
  {
    seed: 2,
    count: 12,
    columns: 2,
    estimates: [
      [9.3851740008, 5.90744704051],
      [0.992556500225, 0.00839751189713],
      [0.00345760886619, 0.00618138592041],
    ],
  },
  {
    seed: 3,
    count: 36,
    columns: 3,
    estimates: [
      [12.1118168042, 1.89035600104],
      [0.994406297575, 0.00740693297605],
      [0.00158278538005, 0.00459297035226],
      [-0.00562394344075, 0.00616555866475],
    ],
  },
  {
    seed: 4,
    count: 4,
    columns: 2,
    estimates: [
      [-8.45599188442, 9.71752778469],
      [0.981572067989, 0.015469107145],
      [0.0278337631931, 0.0140511758383],
    ],
  },
  {
    seed: 6,
    count: 100,
    columns: 3,
    estimates: [
      [9.15240271003, 1.17601598282],
      [0.998992988045, 0.00326045818843],
      [0.00191896542783, 0.00233032769927],
      [-0.00107695553269, 0.00294711369444],
    ],
  },
] as const;

describe('leastSquares', () => {
  it.each(KNOWN)('of seed $seed, with $count rows, is what a library says', (known) => {
    const { seed, count, columns, estimates } = known;
    const { intercept, slopes, degreesOfFreedom } = leastSquares(
      coMomentsOf(rowsOf(seed, count).map((row) => [...row.slice(0, columns), row[3]])),
    );
    expect(degreesOfFreedom).toBe(count - columns - 1);
    expect(slopes).toHaveLength(columns);
    for (const [index, [value, standardError]] of estimates.entries()) {
      const estimate = [intercept, ...slopes][index];
      expect(estimate?.value).toBeCloseTo(value, 8);
      expect(estimate?.standardError).toBeCloseTo(standardError, 8);
    }
  });

  it('leaves nothing of what can be explained, and all of what can’t', () => {
    const line = [0, 1, 2, 3, 4].map((x) => [x, 7 - 2 * x]);
    expect(leastSquares(coMomentsOf(line)).residual).toBeCloseTo(0, 12);
    const noise = [
      [0, 1],
      [1, -1],
      [2, -1],
      [3, 1],
    ];
    expect(leastSquares(coMomentsOf(noise)).residual).toBeCloseTo(4, 12);
  });

  it('has no numbers for a column that follows from another', () => {
    const { slopes } = leastSquares(coMomentsOf([0, 1, 2, 5].map((x) => [x, 2 * x, x * x])));
    expect(slopes.map(({ value }) => value)).toEqual([Number.NaN, Number.NaN]);
  });
});

/** When the first output was due, the total, the gap, and when it was heard. */
function rowsOf(
  seed: number,
  count: number,
): readonly (readonly [number, number, number, number])[] {
  let state = seed;
  const draw = (): number => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
  return Array.from({ length: count }, () => {
    const first = Math.round(100 + draw() * 500);
    const gap = Math.round(40 + draw() * 500);
    const tail = Math.round(40 + draw() * 500);
    return [first, first + gap + tail, gap, first + 5 + draw() * 10] as const;
  });
}
