import MultivariateLinearRegression from 'ml-regression-multivariate-linear';

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

/** A coefficient and its standard error. */
export interface Estimate {
  readonly value: number;
  readonly standardError: number;
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
  const gaps = trials.flatMap(({ gapMs }) => (gapMs === undefined ? [] : [gapMs]));
  const hasGaps = gaps.length === trials.length && isFreeOf(trials, gaps);
  const trialsMin = hasGaps ? TRIALS_MIN + 1 : TRIALS_MIN;
  if (trials.length < trialsMin) {
    throw new RangeError(`tracking takes at least ${trialsMin} trials, not ${trials.length}`);
  }
  const isIndependent = isVariedIndependently(trials);
  if (!isIndependent) throw new RangeError('first and total must vary independently');
  const fit = new MultivariateLinearRegression(
    trials.map(({ firstMs, totalMs }, index) =>
      hasGaps ? [firstMs, totalMs, gaps[index] ?? 0] : [firstMs, totalMs],
    ),
    trials.map(({ latencyMs }) => [latencyMs]),
  );
  const estimate = (index: number): Estimate => ({
    value: fit.weights[index]?.[0] ?? Number.NaN,
    standardError: fit.stdErrors[index] ?? Number.NaN,
  });
  const coefficients = hasGaps ? 4 : 3;
  return {
    a: estimate(coefficients - 1),
    b: estimate(0),
    c: estimate(1),
    d: hasGaps ? estimate(2) : null,
    degreesOfFreedom: trials.length - coefficients,
  };
}

/** Whether the squared correlation of first and total is below 0.95, and both vary at all. */
function isVariedIndependently(trials: readonly Trial[]): boolean {
  const first = centred(trials.map(({ firstMs }) => firstMs));
  const total = centred(trials.map(({ totalMs }) => totalMs));
  const limit = 0.95 * dot(first, first) * dot(total, total);
  return limit > 0 && dot(first, total) ** 2 < limit;
}

/** Whether first and total, taken together, leave at least a twentieth of the gaps unexplained. */
function isFreeOf(trials: readonly Trial[], gaps: readonly number[]): boolean {
  const regressors = [
    centred(trials.map(({ firstMs }) => firstMs)),
    centred(trials.map(({ totalMs }) => totalMs)),
  ];
  const gap = centred(gaps);
  const basis = orthogonal(regressors);
  const left = basis.reduce((rest, each) => without(rest, each), gap);
  return dot(left, left) > 0.05 * dot(gap, gap);
}

function orthogonal([first = [], second = []]: readonly (readonly number[])[]) {
  return [first, without(second, first)];
}

/** A vector without its part along another one. */
function without(vector: readonly number[], along: readonly number[]): readonly number[] {
  const length = dot(along, along);
  const share = length > 0 ? dot(vector, along) / length : 0;
  return vector.map((value, index) => value - share * (along[index] ?? 0));
}

function centred(values: readonly number[]): readonly number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}

function dot(left: readonly number[], right: readonly number[]): number {
  return left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0);
}
