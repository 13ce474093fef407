import type { RunSchedule } from '../terms/script.ts';
import type { Harness } from './harness.ts';

/** How many calls a design has. */
export const TRIALS = 12;

/**
 * How wide to spread `first`, and what follows it, so that a coefficient can be told to a fiftieth
 * whatever the noise: values spread evenly over a width w have a standard deviation of w/√12, so its
 * standard error is about noise·√12 / (w·√trials). Between a quarter of a second, which costs
 * little, and twice as much: what is still unclear then is made anew, and wider.
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
  // What comes late by the promise alone must still come before the end.
  const tails = harness.levels(TRIALS, 40 + 2 * granularityMs, 40 + spreadMs + 3 * granularityMs);
  return firsts.map((firstMs, index) => ({
    firstMs,
    gapMs: gaps[index] ?? 0,
    steps: 2,
    silentMs: tails[index] ?? 0,
  }));
}
