import type { CoMoments } from './co-moments.ts';

/** A coefficient and its standard error. */
export interface Estimate {
  readonly value: number;
  readonly standardError: number;
}

/** A fit of the last column to those before it: last = intercept + slope·first + … */
export interface LeastSquares {
  readonly intercept: Estimate;
  /** One for each column but the last. */
  readonly slopes: readonly Estimate[];
  /** How many rows there are above the coefficients that were fitted. */
  readonly degreesOfFreedom: number;
  /** The sum of the squares of what is left unexplained. */
  readonly residual: number;
}

/** Coefficients are not a number where a column follows from those before it. */
export function leastSquares({ count, means, products }: CoMoments): LeastSquares {
  const last = means.length - 1;
  const inverse = inverseOf(products.slice(0, last).map((row) => row.slice(0, last)));
  const shared = (products[last] ?? []).slice(0, last);
  const slopes = inverse.map((row) => dot(row, shared));
  // Rounding may leave less than nothing of a perfect fit.
  const residual = Math.max(0, (products[last]?.[last] ?? 0) - dot(slopes, shared));
  const degreesOfFreedom = count - means.length;
  const variance = residual / degreesOfFreedom;
  const given = means.slice(0, last);
  const leverage = dot(
    given,
    inverse.map((row) => dot(row, given)),
  );
  return {
    intercept: {
      value: (means[last] ?? 0) - dot(slopes, given),
      standardError: Math.sqrt(variance * (1 / count + leverage)),
    },
    slopes: slopes.map((value, column) => ({
      value,
      standardError: Math.sqrt(variance * (inverse[column]?.[column] ?? Number.NaN)),
    })),
    degreesOfFreedom,
    residual,
  };
}

/** The inverse of a matrix of co-moments, which takes no pivots. */
function inverseOf(matrix: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const size = matrix.length;
  let rows = matrix.map((row, index) => [...row, ...row.map((_, at) => (at === index ? 1 : 0))]);
  for (let step = 0; step < size; step += 1) {
    const pivot = rows[step]?.[step] ?? 0;
    const lead = rows[step]?.map((value) => value / pivot) ?? [];
    rows = rows.map((row, index) => {
      if (index === step) return lead;
      const factor = row[step] ?? 0;
      return row.map((value, at) => value - factor * (lead[at] ?? 0));
    });
  }
  return rows.map((row) => row.slice(size));
}

function dot(left: readonly number[], right: readonly number[]): number {
  return left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0);
}
