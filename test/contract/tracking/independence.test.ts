import { describe, expect, it } from 'vitest';
import { fitTracking, type Trial } from '../../../src/contract/tracking/tracking.ts';

/** Three vectors of which each has the length 2 and a right angle to the others; their sums are 0. */
const [X, Y, Z] = [
  [1, 1, -1, -1, 0, 0],
  [1, -1, 1, -1, 0, 0],
  [1, -1, -1, 1, 0, 0],
] as const;

/** Of two that are mixed, the second is explained by the first to this share. */
function mixed(share: number, first: readonly number[], second: readonly number[]) {
  return first.map(
    (each, index) => Math.sqrt(share) * each + Math.sqrt(1 - share) * (second[index] ?? 0),
  );
}

function trialsOf(total: readonly number[], gap?: readonly number[]): readonly Trial[] {
  return X.map((first, index) => ({
    firstMs: 200 + 100 * first,
    totalMs: 1000 + 100 * (total[index] ?? 0),
    ...(gap === undefined ? {} : { gapMs: 200 + 100 * (gap[index] ?? 0) }),
    latencyMs: 300 + 100 * first,
  }));
}

describe('fitTracking', () => {
  it('takes first and total for independent while they share less than 95 % of their variance', () => {
    expect(fitTracking(trialsOf(mixed(0.94, X, Y))).b.value).toBeCloseTo(1);
    expect(() => fitTracking(trialsOf(mixed(0.96, X, Y)))).toThrow('must vary independently');
  });

  it('takes total for dependent on first when it is its opposite, too', () => {
    const opposite = mixed(0.96, X, Y).map((each) => -each);
    expect(() => fitTracking(trialsOf(opposite))).toThrow('must vary independently');
  });

  it.each([
    ['first', X],
    ['total', Y],
    ['the difference of both', X.map((each, index) => (each - (Y[index] ?? 0)) / Math.SQRT2)],
  ])('looks at gaps while %s explains less than 95 %% of them', (_, along) => {
    expect(fitTracking(trialsOf(Y, mixed(0.94, along, Z))).d).not.toBeNull();
    expect(fitTracking(trialsOf(Y, mixed(0.96, along, Z))).d).toBeNull();
  });

  it('looks at no gaps that never vary, or that some trials lack', () => {
    expect(fitTracking(trialsOf(Y, [0, 0, 0, 0, 0, 0])).d).toBeNull();
    const [first, ...others] = trialsOf(Y, Z);
    const without = { firstMs: 300, totalMs: 1100, latencyMs: 400 };
    expect(first).toMatchObject(without);
    expect(fitTracking([without, ...others]).d).toBeNull();
  });

  it('takes four trials without gaps, and five with them', () => {
    expect(fitTracking(trialsOf(Y).slice(0, 4)).degreesOfFreedom).toBe(1);
    expect(() => fitTracking(trialsOf(Y).slice(0, 3))).toThrow(
      new RangeError('tracking takes at least 4 trials, not 3'),
    );
    expect(fitTracking(trialsOf(Y, Z).slice(0, 5)).degreesOfFreedom).toBe(1);
    expect(() => fitTracking(trialsOf(Y, Z).slice(0, 4))).toThrow(
      new RangeError('tracking takes at least 5 trials, not 4'),
    );
  });

  it('finds the coefficient of the gaps, and its own standard error', () => {
    const trials = trialsOf(Y, Z).map((trial, index) => ({
      ...trial,
      latencyMs: 7 + trial.firstMs + 0.25 * (trial.gapMs ?? 0) + (index >= 4 ? 6 : -3),
    }));
    // Six trials, four coefficients: the squares of what is off, by two, by the variance of the design.
    const errorOfEach = Math.sqrt((4 * 3 ** 2 + 2 * 6 ** 2) / 2 / (4 * 100 ** 2));
    const { a, b, c, d, degreesOfFreedom } = fitTracking(trials);
    expect(degreesOfFreedom).toBe(2);
    expect(a.value).toBeCloseTo(7);
    for (const [estimate, value] of [
      [b, 1],
      [c, 0],
      [d, 0.25],
    ] as const) {
      expect(estimate?.value).toBeCloseTo(value);
      expect(estimate?.standardError).toBeCloseTo(errorOfEach);
    }
  });
});
