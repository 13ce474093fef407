import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coMomentsOf, merged } from '../../../src/contract/statistics/co-moments.ts';
import { leastSquares } from '../../../src/contract/statistics/least-squares.ts';

/** Rows of four columns, as large as times in milliseconds are. */
const row = fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 4, maxLength: 4 });

describe('co-moments', () => {
  it('are counts, means, and sums of products about the means', () => {
    expect(
      coMomentsOf([
        [1, 10],
        [2, 10],
        [6, 40],
      ]),
    ).toEqual({
      count: 3,
      means: [3, 20],
      products: [
        [14, 90],
        [90, 600],
      ],
    });
  });

  it('merge into those of all rows, wherever these are cut', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 40 }), fc.nat(), (rows, cut) => {
        const at = 1 + (cut % (rows.length - 1));
        const [one, other] = [coMomentsOf(rows.slice(0, at)), coMomentsOf(rows.slice(at))];
        const all = coMomentsOf(rows);
        for (const each of [merged(one, other), merged(other, one)]) {
          expect(each.count).toBe(rows.length);
          for (const [column, mean] of all.means.entries()) {
            expect(each.means[column]).toBeCloseTo(mean, 6);
          }
          for (const [index, product] of all.products.flat().entries()) {
            expect(each.products.flat()[index]).toBeCloseTo(product, 3);
          }
        }
      }),
    );
  });

  it('of two machines give the fit of all that both have measured', () => {
    const rows = Array.from({ length: 24 }, (_, index) => {
      const [x, y] = [(index * 7) % 24, (index * 11) % 24];
      return [x, y, 3 + 2 * x - y + (index % 3)];
    });
    const whole = leastSquares(coMomentsOf(rows));
    const parts = merged(coMomentsOf(rows.slice(0, 9)), coMomentsOf(rows.slice(9)));
    const { slopes, intercept } = leastSquares(parts);
    for (const [index, slope] of whole.slopes.entries()) {
      expect(slopes[index]?.value).toBeCloseTo(slope.value, 10);
      expect(slopes[index]?.standardError).toBeCloseTo(slope.standardError, 10);
    }
    expect(intercept.standardError).toBeCloseTo(whole.intercept.standardError, 10);
  });
});
