import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitTracking, type Trial } from '../../../src/contract/tracking/tracking.ts';

describe('fitTracking', () => {
  it('finds the coefficients that made the latencies, whatever they were', () => {
    const coefficient = fc.double({ min: -2, max: 2, noNaN: true });
    fc.assert(
      fc.property(coefficient, coefficient, coefficient, (a, b, c) => {
        const tracking = fitTracking(design((first, total) => 100 * a + b * first + c * total));
        expect(tracking.a.value).toBeCloseTo(100 * a, 3);
        expect(tracking.b.value).toBeCloseTo(b, 6);
        expect(tracking.c.value).toBeCloseTo(c, 6);
      }),
    );
  });

  it('puts the standard error of noisy latencies near the noise that was added', () => {
    const tracking = fitTracking(design((first, _total, index) => first + 10 * (-1) ** index));
    expect(tracking.b.value).toBeCloseTo(1, 1);
    expect(tracking.b.standardError).toBeGreaterThan(0.001);
    expect(tracking.b.standardError).toBeLessThan(0.1);
  });

  it('refuses too few trials', () => {
    expect(() => fitTracking(design((first) => first).slice(0, 3))).toThrow('at least 4 trials');
  });

  it.each([
    ['a first that never varies', [100, 100, 100, 100], [300, 500, 700, 900]],
    ['a total that never varies', [100, 200, 300, 400], [900, 900, 900, 900]],
    ['a total that follows first', [100, 200, 300, 400], [1100, 1200, 1300, 1400]],
  ])('refuses %s', (_name, firsts, totals) => {
    const trials = firsts.map((firstMs, index) => ({
      firstMs,
      totalMs: totals[index] ?? 0,
      latencyMs: firstMs,
    }));
    expect(() => fitTracking(trials)).toThrow('vary independently');
  });
});

function design(latency: (first: number, total: number, index: number) => number): Trial[] {
  const pairs = [100, 400, 700].flatMap((first) =>
    [800, 1200, 1600, 2000].map((total) => [first, total] as const),
  );
  return pairs.map(([firstMs, totalMs], index) => ({
    firstMs,
    totalMs,
    latencyMs: latency(firstMs, totalMs, index),
  }));
}
