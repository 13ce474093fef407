import type { Estimate } from '../statistics/least-squares.ts';
import { studentT } from '../statistics/student-t.ts';

/** Where a coefficient lies, with a confidence of so much. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * How sure a verdict must be. _Broken_ allows one false alarm in a thousand, if noise were normal. _Kept_
 * takes less, since a server that breaks the law is far from the limits: at 0 in place of 1.
 */
const CONFIDENCE = { broken: 0.999, kept: 0.95 } as const;

/** The confidence interval of an estimate, from Student's t distribution. */
export function intervalOf(
  { value, standardError }: Estimate,
  degreesOfFreedom: number,
  toSay: keyof typeof CONFIDENCE,
): Interval {
  const half = standardError * studentT(CONFIDENCE[toSay], degreesOfFreedom);
  return { low: value - half, high: value + half };
}

/**
 * Whether a coefficient is within limits, beyond them, or neither, so that the noise is too large to
 * tell. One that isn't a number is nowhere.
 */
export function place(
  estimate: Estimate,
  degreesOfFreedom: number,
  limits: Interval,
): 'within' | 'beyond' | 'unclear' {
  const kept = intervalOf(estimate, degreesOfFreedom, 'kept');
  if (kept.low >= limits.low && kept.high <= limits.high) return 'within';
  const broken = intervalOf(estimate, degreesOfFreedom, 'broken');
  return broken.high < limits.low || broken.low > limits.high ? 'beyond' : 'unclear';
}
