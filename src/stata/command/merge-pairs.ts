import type { Dataset } from '../dataset/dataset.ts';
import { isStringType } from '../dataset/storage-type.ts';
import { isEmpty } from '../dataset/stored-value.ts';
import type { Variable } from '../dataset/variable.ts';
import type { Work } from '../engine/effect.ts';
import { eachGroupInParts, eachInParts, mapInParts, timesInParts } from '../engine/in-parts.ts';
import { StataError } from '../error/stata-error.ts';
import { isUnique, keyOf, rowsByKey } from './rows-by-key.ts';
import { sortUpwards } from './sort-data.ts';

/**
 * What becomes of an observation: it is in the master data only, in the using data only, or in both;
 * and where the master data are updated, some of what was missing may be there now, or differ.
 */
export const KINDS = { master: 1, using: 2, matched: 3, updated: 4, conflict: 5 } as const;

export type Kind = (typeof KINDS)[keyof typeof KINDS];

/** One observation of the result: where it comes from, counted from 0. */
export interface Pair {
  readonly master: number | undefined;
  readonly using: number | undefined;
  readonly kind: Kind;
}

/** Which observations of both data belong together. */
export type Manner = '1:1' | '1:m' | 'm:1' | 'm:m';

/** The first with the first, and so on. */
export function* pairsInOrder(master: Dataset, using: Dataset): Work<readonly Pair[]> {
  const pairs: Pair[] = [];
  yield* timesInParts(Math.max(master.observations, using.observations), (at) => {
    pairs.push(
      pairOf(at < master.observations ? at : undefined, at < using.observations ? at : undefined),
    );
  });
  return pairs;
}

/**
 * The master data's observations in the order of the keys, and after them those that it hasn't got.
 * It sorts the master data.
 *
 * @throws StataError r(459) when the keys tell no observations apart where they should
 */
export function* pairsByKey(
  master: Dataset,
  using: Dataset,
  keys: readonly Variable[],
  manner: Manner,
): Work<readonly Pair[]> {
  const others = keys.map((key) => keyIn(using, key));
  if (manner.startsWith('1')) yield* requireUnique(master, keys, 'master');
  if (manner.endsWith('1')) yield* requireUnique(using, others, 'using');
  yield* sortUpwards(master, keys);
  const groups = yield* rowsByKey([...new Array(master.observations).keys()], keys);
  const found = yield* rowsByKey([...new Array(using.observations).keys()], others);
  const pairs: Pair[] = [];
  yield* eachGroupInParts(groups.values(), (rows) => {
    const [first = 0] = rows;
    const there = found.get(keyOf(keys, first)) ?? [undefined];
    if (manner === 'm:m') return inStep(rows, there, (pair) => pairs.push(pair));
    return eachInParts(rows, (row) => {
      for (const other of there) pairs.push(pairOf(row, other));
    });
  });
  yield* eachInParts(found, ([key, rows]) => {
    if (!groups.has(key)) for (const row of rows) pairs.push(pairOf(undefined, row));
  });
  return pairs;
}

/** The first with the first, and so on; the last goes with all that the other has more. */
function inStep(
  rows: readonly number[],
  others: readonly (number | undefined)[],
  push: (pair: Pair) => void,
): Work {
  return timesInParts(Math.max(rows.length, others.length), (at) => {
    push(pairOf(rows[Math.min(at, rows.length - 1)], others[Math.min(at, others.length - 1)]));
  });
}

/** Tells the pairs apart in which something is to be updated, or is different. */
export function* compared(
  pairs: readonly Pair[],
  shared: readonly (readonly [mine: Variable, theirs: Variable])[],
): Work<readonly Pair[]> {
  const kindOf = ({ master, using, kind }: Pair): Kind => {
    if (master === undefined || using === undefined) return kind;
    let found: Kind = kind;
    for (const [mine, theirs] of shared) {
      const [here, there] = [mine.values[master], theirs.values[using]];
      if (here === there || isEmpty(there)) continue;
      if (!isEmpty(here)) return KINDS.conflict;
      found = KINDS.updated;
    }
    return found;
  };
  return yield* mapInParts(pairs, (pair) => ({ ...pair, kind: kindOf(pair) }), shared.length);
}

function pairOf(master: number | undefined, using: number | undefined): Pair {
  if (using === undefined) return { master, using, kind: KINDS.master };
  return { master, using, kind: master === undefined ? KINDS.using : KINDS.matched };
}

function keyIn(using: Dataset, { name, type }: Variable): Variable {
  const found = using.find(name);
  if (found === undefined) throw new StataError(111, `variable ${name} not found`);
  if (isStringType(found.type) === isStringType(type)) return found;
  throw new StataError(
    106,
    `key variable ${name} is ${type} in master but ${found.type} in using data`,
  );
}

function* requireUnique(dataset: Dataset, keys: readonly Variable[], which: string): Work {
  if (yield* isUnique(dataset.observations, keys)) return;
  const names = keys.map(({ name }) => name).join(' ');
  const [noun, verb] = keys.length === 1 ? ['variable', 'does'] : ['variables', 'do'];
  throw new StataError(
    459,
    `${noun} ${names} ${verb} not uniquely identify observations in the ${which} data`,
  );
}
