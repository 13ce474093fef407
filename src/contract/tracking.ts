import MultivariateLinearRegression from 'ml-regression-multivariate-linear';

/** One run of the randomised design: what was scripted, and what was measured. */
export interface Trial {
  /** When the first output was due, in milliseconds after the call. */
  readonly firstMs: number;
  /** How long the run was to take, in milliseconds after the call. */
  readonly totalMs: number;
  /** When the client heard the first event, in milliseconds after the call. */
  readonly latencyMs: number;
}

/** A coefficient and its standard error. */
export interface Estimate {
  readonly value: number;
  readonly standardError: number;
}

/** How first-event latency follows the script: latency = a + b·first + c·total. */
export interface Tracking {
  /** Constant overhead, in milliseconds. */
  readonly a: Estimate;
  /** What a millisecond of delay before the first output adds: 1 when streamed, 0 when buffered. */
  readonly b: Estimate;
  /** What a millisecond of the run's length adds: 0 when streamed, 1 when buffered. */
  readonly c: Estimate;
}

/** Three coefficients, and one degree of freedom left to judge them by. */
const TRIALS_MIN = 4;

/**
 * Fits tracking to trials by least squares. No threshold has to be guessed: overhead lands in `a`,
 * noise in the standard errors.
 *
 * @throws RangeError for fewer than four trials, or when `first` and `total` were not varied
 *   independently, so that nobody could tell which of them latency follows
 */
export function fitTracking(trials: readonly Trial[]): Tracking {
  if (trials.length < TRIALS_MIN) {
    throw new RangeError(`tracking takes at least ${TRIALS_MIN} trials, not ${trials.length}`);
  }
  const isIndependent = isVariedIndependently(trials);
  if (!isIndependent) throw new RangeError('first and total must vary independently');
  const fit = new MultivariateLinearRegression(
    trials.map(({ firstMs, totalMs }) => [firstMs, totalMs]),
    trials.map(({ latencyMs }) => [latencyMs]),
  );
  const estimate = (index: number): Estimate => ({
    value: fit.weights[index]?.[0] ?? Number.NaN,
    standardError: fit.stdErrors[index] ?? Number.NaN,
  });
  return { a: estimate(2), b: estimate(0), c: estimate(1) };
}

/** Whether the squared correlation of first and total is below 0.95, and both vary at all. */
function isVariedIndependently(trials: readonly Trial[]): boolean {
  const first = centred(trials.map(({ firstMs }) => firstMs));
  const total = centred(trials.map(({ totalMs }) => totalMs));
  const limit = 0.95 * dot(first, first) * dot(total, total);
  return limit > 0 && dot(first, total) ** 2 < limit;
}

function centred(values: readonly number[]): readonly number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}

function dot(left: readonly number[], right: readonly number[]): number {
  return left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0);
}
