import { MISSING } from '../../value/missing.ts';
import type { Work } from '../../work/effect.ts';
import { eachInChunks } from '../../work/in-chunks.ts';
import { sortNumbersInChunks } from '../../work/sort-in-chunks.ts';

/** Numbers without missing ones. */
export type Numbers = ArrayLike<number> & Iterable<number>;

/** What one pass over the numbers gives. */
export interface Totals {
  readonly count: number;
  readonly sum: number;
  readonly mean: number;
  readonly min: number;
  readonly max: number;
}

/** The moments that `summarize` computes. */
export interface Moments extends Totals {
  /** Divided by n - 1. */
  readonly variance: number;
  readonly deviation: number;
  readonly skewness: number;
  readonly kurtosis: number;
}

/** A step of arithmetic takes a tenth of a microsecond, or so. */
const COST = 0.1;

/** Without numbers, everything but the count and the sum is missing. */
export function* totalsOf(numbers: Numbers): Work<Totals> {
  const count = numbers.length;
  let sum = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  const add = (number: number): void => {
    sum += number;
    if (number < min) min = number;
    if (number > max) max = number;
  };
  yield* eachInChunks(numbers, add, COST);
  if (count === 0) return { count, sum, mean: MISSING, min: MISSING, max: MISSING };
  return { count, sum, mean: sum / count, min, max };
}

/** Without numbers, everything but the count and the sum is missing. */
export function* momentsOf(numbers: Numbers): Work<Moments> {
  const totals = yield* totalsOf(numbers);
  const { count, mean } = totals;
  let [second, third, fourth] = [0, 0, 0];
  const add = (number: number): void => {
    const distance = number - mean;
    second += distance ** 2;
    third += distance ** 3;
    fourth += distance ** 4;
  };
  yield* eachInChunks(numbers, add, COST);
  second = count === 0 ? MISSING : second / count;
  const variance = count < 2 ? MISSING : (second * count) / (count - 1);
  const hasShape = second > 0 && count > 1;
  return {
    ...totals,
    variance,
    deviation: variance === MISSING ? MISSING : Math.sqrt(variance),
    skewness: hasShape ? third / count / second ** 1.5 : MISSING,
    kurtosis: hasShape ? fourth / count / second ** 2 : MISSING,
  };
}

/** A percentile of numbers in any order; missing without any. */
export function* percentile(numbers: Numbers, percent: number): Work<number> {
  if (numbers.length === 0) return MISSING;
  return percentileOf(yield* sortNumbersInChunks(numbers), percent);
}

/** A percentile of sorted numbers, as Stata takes it: the mean of two when it falls between them. */
export function percentileOf(sorted: ArrayLike<number>, percent: number): number {
  const place = (sorted.length * percent) / 100;
  const below = Math.ceil(place) - 1;
  const value = sorted[Math.max(0, below)] ?? MISSING;
  if (!Number.isInteger(place)) return value;
  return (value + (sorted[Math.min(sorted.length - 1, below + 1)] ?? value)) / 2;
}
