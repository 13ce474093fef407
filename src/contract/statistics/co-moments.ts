/**
 * What least squares need to know of some rows of numbers. It can be merged: what several machines
 * have measured is put together without the rows themselves.
 */
export interface CoMoments {
  /** How many rows there are. */
  readonly count: number;
  /** The mean of each column. */
  readonly means: readonly number[];
  /** For each two columns, the sum over the rows of (x − mean of x)·(y − mean of y). */
  readonly products: readonly (readonly number[])[];
}

/** @param rows - at least one, all of one length */
export function coMomentsOf(rows: readonly (readonly number[])[]): CoMoments {
  return rows.map(ofOne).reduce(merged);
}

/** The co-moments of all rows of two. They are exact in either order but for rounding. */
export function merged(one: CoMoments, other: CoMoments): CoMoments {
  const count = one.count + other.count;
  const share = other.count / count;
  const apart = one.means.map((mean, column) => (other.means[column] ?? 0) - mean);
  return {
    count,
    means: one.means.map((mean, column) => mean + share * (apart[column] ?? 0)),
    products: one.products.map((row, left) =>
      row.map((product, right) => {
        const between = one.count * share * (apart[left] ?? 0) * (apart[right] ?? 0);
        return product + (other.products[left]?.[right] ?? 0) + between;
      }),
    ),
  };
}

function ofOne(row: readonly number[]): CoMoments {
  return { count: 1, means: row, products: row.map(() => row.map(() => 0)) };
}
