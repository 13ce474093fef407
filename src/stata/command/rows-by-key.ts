import type { Variable } from '../dataset/variable.ts';
import type { Value } from '../value/value.ts';

/** Observations that have the same values in all keys, by those values, in the order of the data. */
export function rowsByKey(
  rows: readonly number[],
  keys: readonly Variable[],
): ReadonlyMap<string, readonly number[]> {
  return Map.groupBy(rows, (at) => keyOf(keys, at));
}

/** What tells an observation's values in some variables from all others. */
export function keyOf(keys: readonly Variable[], at: number): string {
  return JSON.stringify(keys.map(({ values }) => values[at]));
}

/** Compares values as Stata sorts them. */
export function compareValues(one: Value, other: Value): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return one < other ? -1 : Number(one > other);
}
