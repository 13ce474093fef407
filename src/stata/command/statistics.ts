import { MISSING } from '../value/missing.ts';

/** The few numbers that are really computed here. */
export interface Moments {
  readonly count: number;
  readonly sum: number;
  readonly mean: number;
  /** With one degree of freedom less. */
  readonly variance: number;
  readonly deviation: number;
  readonly skewness: number;
  readonly kurtosis: number;
  readonly min: number;
  readonly max: number;
}

/** Without numbers, everything but the count and the sum is missing. */
export function momentsOf(numbers: readonly number[]): Moments {
  const count = numbers.length;
  const sum = numbers.reduce((total, number) => total + number, 0);
  const mean = count === 0 ? MISSING : sum / count;
  const central = (power: number): number =>
    numbers.reduce((total, number) => total + (number - mean) ** power, 0) / count;
  const second = count === 0 ? MISSING : central(2);
  const variance = count < 2 ? MISSING : (second * count) / (count - 1);
  return {
    count,
    sum,
    mean,
    variance,
    deviation: variance === MISSING ? MISSING : Math.sqrt(variance),
    skewness: second > 0 && count > 1 ? central(3) / second ** 1.5 : MISSING,
    kurtosis: second > 0 && count > 1 ? central(4) / second ** 2 : MISSING,
    min: numbers.reduce((least, number) => Math.min(least, number), MISSING),
    max: count === 0 ? MISSING : numbers.reduce((most, number) => Math.max(most, number)),
  };
}

/** A percentile of sorted numbers, as Stata takes it: the mean of two when it falls between them. */
export function percentileOf(sorted: readonly number[], percent: number): number {
  const place = (sorted.length * percent) / 100;
  const below = Math.ceil(place) - 1;
  const value = sorted[Math.max(0, below)] ?? MISSING;
  if (!Number.isInteger(place)) return value;
  return (value + (sorted[Math.min(sorted.length - 1, below + 1)] ?? value)) / 2;
}
