import type { RunSchedule } from '../terms/script.ts';
import type { Harness } from './harness.ts';

/** How many calls a design has. */
export const TRIALS = 12;

/**
 * How wide to spread `first` and what follows it, so that the standard error of a coefficient is about a
 * fiftieth. Values spread evenly over a width w have a standard deviation of w/√12, so the standard error
 * is about noise·√12 / (w·√trials). The width is at least 250 ms, which costs little, and at most 500 ms:
 * if that isn't enough, a wider design follows.
 */
export function spreadFor(noiseMs: number): number {
  const neededMs = (noiseMs * Math.sqrt(12)) / (Math.sqrt(TRIALS) * 0.02);
  return Math.min(500, Math.max(250, neededMs));
}

/**
 * The first output, the second one and the silence at the end, each due at evenly spread times in an
 * order of its own.
 */
export function randomisedDesign(
  harness: Harness,
  spreadMs: number,
): readonly Pick<RunSchedule, 'firstMs' | 'gapMs' | 'steps' | 'silentMs'>[] {
  const { granularityMs } = harness.target;
  const firsts = harness.levels(TRIALS, 100, 100 + spreadMs + granularityMs);
  const gaps = harness.levels(TRIALS, 40, 40 + spreadMs + granularityMs);
  // An output that is as late as the server says it may be must still come before the end.
  const tails = harness.levels(TRIALS, 40 + 2 * granularityMs, 40 + spreadMs + 3 * granularityMs);
  return firsts.map((firstMs, index) => ({
    firstMs,
    gapMs: gaps[index] ?? 0,
    steps: 2,
    silentMs: tails[index] ?? 0,
  }));
}
