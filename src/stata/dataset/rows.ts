import type { Work } from '../work/effect.ts';
import { timesInChunks } from '../work/in-chunks.ts';

/** Observations, counted from 0. */
export type Rows = Int32Array;

/** Such a step takes a tenth of a microsecond, or so. */
const COST = 0.1;

/** A number of consecutive observations. */
export function* consecutiveRows(first: number, count: number): Work<Rows> {
  const rows = new Int32Array(count);
  yield* timesInChunks(
    count,
    (at) => {
      rows[at] = first + at;
    },
    COST,
  );
  return rows;
}

/** Of a number of consecutive observations, those that a condition is true of. */
export function* findRows(
  first: number,
  count: number,
  isWanted: (row: number) => boolean,
): Work<Rows> {
  const rows = new Int32Array(Math.max(0, count));
  let found = 0;
  yield* timesInChunks(count, (at) => {
    if (!isWanted(first + at)) return;
    rows[found] = first + at;
    found += 1;
  });
  return rows.subarray(0, found);
}

/** Of some observations, those that a condition is true of, in the same order. */
export function* rowsWhere(rows: Rows, isWanted: (row: number) => boolean): Work<Rows> {
  const wanted = new Int32Array(rows.length);
  let found = 0;
  yield* timesInChunks(rows.length, (at) => {
    const row = rows[at] ?? 0;
    if (!isWanted(row)) return;
    wanted[found] = row;
    found += 1;
  });
  return wanted.subarray(0, found);
}

/** Of the first `count` observations, those that are not among these, which are in ascending order. */
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
  yield* timesInChunks(count, take, COST);
  return others;
}
