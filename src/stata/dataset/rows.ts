import type { Work } from '../work/effect.ts';
import { timesInParts } from '../work/in-parts.ts';

/** Observations, counted from 0. */
export type Rows = Int32Array;

/** Of such steps a microsecond has many. */
const COST = 0.1;

/** So many observations from one on. */
export function* consecutiveRows(first: number, count: number): Work<Rows> {
  const rows = new Int32Array(count);
  yield* timesInParts(
    count,
    (at) => {
      rows[at] = first + at;
    },
    COST,
  );
  return rows;
}

/** Those of the observations from one on, so many at most, of which something is true. */
export function* findRows(
  first: number,
  count: number,
  isWanted: (row: number) => boolean,
): Work<Rows> {
  const rows = new Int32Array(Math.max(0, count));
  let found = 0;
  yield* timesInParts(count, (at) => {
    if (!isWanted(first + at)) return;
    rows[found] = first + at;
    found += 1;
  });
  return rows.subarray(0, found);
}

/** Those of some observations of which something is true, in their order. */
export function* rowsWhere(rows: Rows, isWanted: (row: number) => boolean): Work<Rows> {
  const wanted = new Int32Array(rows.length);
  let found = 0;
  yield* timesInParts(rows.length, (at) => {
    const row = rows[at] ?? 0;
    if (!isWanted(row)) return;
    wanted[found] = row;
    found += 1;
  });
  return wanted.subarray(0, found);
}

/** The observations of so many that are not among these, which are in order. */
export function* otherRows(rows: Rows, count: number): Work<Rows> {
  const others = new Int32Array(Math.max(0, count - rows.length));
  let next = 0;
  let found = 0;
  const take = (at: number): void => {
    if (rows[next] === at) next += 1;
    else {
      others[found] = at;
      found += 1;
    }
  };
  yield* timesInParts(count, take, COST);
  return others;
}
