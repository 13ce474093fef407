import { compareValues } from '../dataset/compare-values.ts';
import type { Variable } from '../dataset/variable.ts';
import type { Work } from '../engine/effect.ts';
import { eachInParts, timesInParts } from '../engine/in-parts.ts';
import { MISSING } from '../value/missing.ts';
import type { Value } from '../value/value.ts';

/** Observations that have the same values in all keys, by those values, in the order of the data. */
export function* rowsByKey(
  rows: readonly number[],
  keys: readonly Variable[],
): Work<ReadonlyMap<Value, readonly number[]>> {
  const groups = new Map<Value, number[]>();
  yield* eachInParts(rows, (at) => {
    const key = keyOf(keys, at);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [at]);
    else group.push(at);
  });
  return groups;
}

/** Whether no two observations have the same values in all keys. */
export function* isUnique(observations: number, keys: readonly Variable[]): Work<boolean> {
  const seen = new Set<Value>();
  yield* timesInParts(observations, (at) => {
    seen.add(keyOf(keys, at));
  });
  return seen.size === observations;
}

/** What tells an observation's values in some variables from all others. */
export function keyOf(keys: readonly Pick<Variable, 'values'>[], at: number): Value {
  const [only, another] = keys;
  if (only !== undefined && another === undefined) return only.values[at] ?? MISSING;
  return JSON.stringify(keys.map(({ values }) => values[at]));
}

/** Compares observations by some variables, the first counting most. */
export function compareRows(keys: readonly Variable[], one: number, other: number): number {
  for (const { values } of keys) {
    const order = compareValues(values[one] ?? MISSING, values[other] ?? MISSING);
    if (order !== 0) return order;
  }
  return 0;
}
