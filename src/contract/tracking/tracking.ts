import { type CoMoments, coMomentsOf } from '../statistics/co-moments.ts';
import { type Estimate, leastSquares } from '../statistics/least-squares.ts';

/** One run of the randomised design: what was scripted, and what was measured. */
export interface Trial {
  /** When the first output was due, in milliseconds after the call. */
  readonly firstMs: number;
  /** How long the run was to take, in milliseconds after the call. */
  readonly totalMs: number;
  /** How long after the first output the second one was due; in all trials, or in none. */
  readonly gapMs?: number;
  /** When the client heard the first event, in milliseconds after the call. */
  readonly latencyMs: number;
}

/** How first-event latency follows the script: latency = a + b·first + c·total + d·gap. */
export interface Tracking {
  /** Constant overhead, in milliseconds. */
  readonly a: Estimate;
  /** What a millisecond of delay before the first output adds: 1 when streamed, 0 when buffered. */
  readonly b: Estimate;
  /** What a millisecond of the run's length adds: 0 when streamed, 1 when buffered. */
  readonly c: Estimate;
  /**
   * What a millisecond until the second output adds: 0 when streamed, 1 when each event waits for the
   * one after it. Null when the trials have no second output.
   */
  readonly d: Estimate | null;
  /** How many trials there are above the coefficients that were fitted. */
  readonly degreesOfFreedom: number;
}

/** Three coefficients, and one degree of freedom left to judge them by. */
const TRIALS_MIN = 4;

/**
 * Fits tracking to trials by least squares. No threshold has to be guessed: overhead lands in `a`,
 * noise in the standard errors.
 *
 * @throws RangeError for fewer than four trials, five with gaps, or when `first` and `total` were
 *   not varied independently, so that nobody could tell which of them latency follows
 */
export function fitTracking(trials: readonly Trial[]): Tracking {
  const hasGaps = trials.every(({ gapMs }) => gapMs !== undefined) && isFree(trials);
  const trialsMin = hasGaps ? TRIALS_MIN + 1 : TRIALS_MIN;
  if (trials.length < trialsMin) {
    throw new RangeError(`tracking takes at least ${trialsMin} trials, not ${trials.length}`);
  }
  const sums = coMomentsOf(
    trials.map(({ firstMs, totalMs, gapMs = 0, latencyMs }) =>
      hasGaps ? [firstMs, totalMs, gapMs, latencyMs] : [firstMs, totalMs, latencyMs],
    ),
  );
  if (!isVariedIndependently(sums)) throw new RangeError('first and total must vary independently');
  const { intercept, slopes, degreesOfFreedom } = leastSquares(sums);
  const [b = UNKNOWN, c = UNKNOWN, d = UNKNOWN] = slopes;
  return { a: intercept, b, c, d: hasGaps ? d : null, degreesOfFreedom };
}

const UNKNOWN: Estimate = { value: Number.NaN, standardError: Number.NaN };

/** Whether the squared correlation of first and total is below 0.95, and both vary at all. */
function isVariedIndependently({ products: [first = [], total = []] }: CoMoments): boolean {
  const limit = 0.95 * (first[0] ?? 0) * (total[1] ?? 0);
  return limit > 0 && (first[1] ?? 0) ** 2 < limit;
}

/** Whether first and total, taken together, leave at least a twentieth of the gaps unexplained. */
function isFree(trials: readonly Trial[]): boolean {
  if (trials.length === 0) return false;
  const sums = coMomentsOf(
    trials.map(({ firstMs, totalMs, gapMs = 0 }) => [firstMs, totalMs, gapMs]),
  );
  return leastSquares(sums).residual > 0.05 * (sums.products[2]?.[2] ?? 0);
}
