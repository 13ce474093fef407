import jstat from 'jstat';
import type { Estimate } from './tracking.ts';

/** Where a coefficient lies, with a confidence of so much. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** One false alarm in a thousand, if noise were normal; it isn't, but it makes intervals wider too. */
const CONFIDENCE = 0.999;

/** The confidence interval of an estimate, from Student's t distribution. */
export function intervalOf({ value, standardError }: Estimate, degreesOfFreedom: number): Interval {
  const half = standardError * jstat.studentt.inv(1 - (1 - CONFIDENCE) / 2, degreesOfFreedom);
  return { low: value - half, high: value + half };
}

/**
 * Whether an interval lies within limits, wholly beyond them, or neither, so that the noise is too
 * large to tell. An interval that isn't a number is nowhere.
 */
export function place(interval: Interval, limits: Interval): 'within' | 'beyond' | 'unclear' {
  if (interval.low >= limits.low && interval.high <= limits.high) return 'within';
  if (interval.high < limits.low || interval.low > limits.high) return 'beyond';
  return 'unclear';
}
