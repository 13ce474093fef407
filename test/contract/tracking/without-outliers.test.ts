import { describe, expect, it } from 'vitest';
import { trackingFinding } from '../../../src/contract/findings/tracking-finding.ts';
import type { Trial } from '../../../src/contract/tracking/tracking.ts';
import { withoutOutliers } from '../../../src/contract/tracking/without-outliers.ts';
import { designOf, lawfulCalls } from './lawful.ts';

describe('withoutOutliers', () => {
  it.each([
    [60, 0, 0],
    [60, 1, 1],
    [59, 9, 9],
    [59, 10, 9],
    [60, 10, 10],
    [60, 11, 10],
    [66, 12, 11],
  ])('of %i trials, %i of them far off, leaves out %i', (count, off, leftOut) => {
    // To either side in turn, so that they don't move the law, and no two of them by as much.
    const offMs = (index: number) => (-1) ** index * (4000 + 10 * index);
    const trials = trialsOf(count, (index) => (index < off ? offMs(index) : 0));
    expect(withoutOutliers(trials)).toHaveLength(count - leftOut);
  });

  it('leaves out the latest, and keeps the order of the others', () => {
    const trials = trialsOf(36, (index) => (index === 4 || index === 9 ? 900 : 0));
    expect(withoutOutliers(trials)).toEqual(
      trials.filter((_, index) => index !== 4 && index !== 9),
    );
  });

  it.each([-1, 1])('leaves out what is off by more than five deviations: %i', (sign) => {
    // Half of the others are a millisecond early, half a millisecond late: a deviation is 1.4826 ms.
    const noisy = (offMs: number) =>
      trialsOf(600, (index) => (index === 300 ? sign * offMs : (-1) ** index));

    expect(withoutOutliers(noisy(7))).toHaveLength(600);
    expect(withoutOutliers(noisy(7.8))).toHaveLength(599);
  });

  it('takes nothing for an outlier that is less than 2.5 ms off, however quiet the others are', () => {
    const quiet = (offMs: number) => trialsOf(600, (index) => (index === 300 ? offMs : 0));
    expect(withoutOutliers(quiet(2.45))).toHaveLength(600);
    expect(withoutOutliers(quiet(2.55))).toHaveLength(599);
  });

  it('finds what is off the law with a second output, too', () => {
    const trials = designOf(36).map((trial, index) => ({
      ...trial,
      latencyMs: trial.firstMs + trial.gapMs + (index === 3 ? 1000 : 0),
    }));
    expect(withoutOutliers(trials)).toEqual(trials.filter((_, index) => index !== 3));
  });
});

describe('a server of whose calls some are far off', () => {
  const outcomeOf = (off: number) => {
    const calls = lawfulCalls({}, { count: 36, deviationMs: 1 }).map((call, index) =>
      index < off ? delayed(call, (-1) ** index * 500) : call,
    );
    return trackingFinding('x', calls, 0).outcome;
  };

  it.each([1, 4, 6])('keeps the law with %i of 36', (off) => {
    expect(outcomeOf(off)).toBe('pass');
  });

  it.each([7, 8, 12, 18])('doesn’t with %i of 36', (off) => {
    expect(outcomeOf(off)).not.toBe('pass');
  });
});

function trialsOf(count: number, offMs: (index: number) => number): readonly Trial[] {
  return designOf(count).map(({ firstMs, totalMs }, index) => ({
    firstMs,
    totalMs,
    latencyMs: 20 + firstMs + offMs(index),
  }));
}

function delayed<Call extends ReturnType<typeof lawfulCalls>[number]>(
  call: Call,
  ms: number,
): Call {
  const arrivals = call.arrivals.map((arrival) =>
    arrival.kind === 'call' ? arrival : { ...arrival, atMs: arrival.atMs + ms },
  );
  return { ...call, arrivals };
}
