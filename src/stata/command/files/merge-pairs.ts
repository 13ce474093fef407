import type { Dataset } from '../../dataset/dataset.ts';
import { consecutiveRows, type Rows } from '../../dataset/rows.ts';
import { isStringType } from '../../dataset/storage-type.ts';
import { isEmpty } from '../../dataset/stored-value.ts';
import type { Variable } from '../../dataset/variable.ts';
import { StataError } from '../../error/stata-error.ts';
import type { Work } from '../../work/effect.ts';
import { eachGroupInChunks, eachInChunks, timesInChunks } from '../../work/in-chunks.ts';
import { isUnique, KeyNumbers } from '../observations/key-numbers.ts';
import { groupedBy } from '../observations/row-groups.ts';
import { sortUpwards } from '../observations/sort-data.ts';

/**
 * What becomes of an observation: it is in the master data only, in the using data only, or in both;
 * and where the master data are updated, some of what was missing may be there now, or differ.
 */
export const KINDS = { master: 1, using: 2, matched: 3, updated: 4, conflict: 5 } as const;

export type Kind = (typeof KINDS)[keyof typeof KINDS];

/** Where the observations of the result come from, one pair each. */
export class Pairs {
  readonly #master: Int32Array;
  readonly #using: Int32Array;
  readonly #kinds: Uint8Array;
  #length = 0;

  /** @param most - how many there may be */
  constructor(most: number) {
    this.#master = new Int32Array(most);
    this.#using = new Int32Array(most);
    this.#kinds = new Uint8Array(most);
  }

  get length(): number {
    return this.#length;
  }

  /** The observation of the master data, counted from 0; -1 when it is in the using data only. */
  master(at: number): number {
    return this.#master[at] ?? NONE;
  }

  /** That of the using data; -1 when it is in the master data only. */
  using(at: number): number {
    return this.#using[at] ?? NONE;
  }

  kind(at: number): number {
    return this.#kinds[at] ?? 0;
  }

  add(master: number, using: number, kind: Kind = kindOf(master, using)): void {
    this.#master[this.#length] = master;
    this.#using[this.#length] = using;
    this.#kinds[this.#length] = kind;
    this.#length += 1;
  }

  /** Those of some kinds. */
  *ofKinds(kinds: readonly Kind[]): Work<Pairs> {
    const wanted = new Set<number>(kinds);
    const some = new Pairs(this.#length);
    yield* timesInChunks(this.#length, (at) => {
      const kind = this.kind(at);
      if (wanted.has(kind)) some.#copy(this, at);
    });
    return some;
  }

  /** How many there are of each kind. */
  *counts(): Work<ReadonlyMap<number, number>> {
    const counts = new Int32Array(Math.max(...Object.values(KINDS)) + 1);
    yield* timesInChunks(
      this.#length,
      (at) => {
        const kind = this.kind(at);
        counts[kind] = (counts[kind] ?? 0) + 1;
      },
      0.1,
    );
    return new Map([...counts.entries()].filter(([, count]) => count > 0));
  }

  /** Tells those apart in which something is to be updated, or is different. */
  *compare(shared: readonly (readonly [mine: Variable, theirs: Variable])[]): Work {
    const kindAt = (at: number): number => {
      const [master, using] = [this.master(at), this.using(at)];
      if (master === NONE || using === NONE) return this.kind(at);
      let found: Kind = KINDS.matched;
      for (const [mine, theirs] of shared) {
        const [here, there] = [mine.values[master], theirs.values[using]];
        if (here === there || isEmpty(there)) continue;
        if (!isEmpty(here)) return KINDS.conflict;
        found = KINDS.updated;
      }
      return found;
    };
    yield* timesInChunks(
      this.#length,
      (at) => {
        this.#kinds[at] = kindAt(at);
      },
      shared.length,
    );
  }

  #copy(others: Pairs, at: number): void {
    this.#master[this.#length] = others.master(at);
    this.#using[this.#length] = others.using(at);
    this.#kinds[this.#length] = others.kind(at);
    this.#length += 1;
  }
}

/** Stands for no observation. */
const NONE = -1;

function kindOf(master: number, using: number): Kind {
  if (using === NONE) return KINDS.master;
  return master === NONE ? KINDS.using : KINDS.matched;
}

/** Which observations of both data belong together. */
export type Manner = (typeof MANNERS)[number];

/** Which side may have several of a key. */
export const MANNERS = ['1:1', '1:m', 'm:1', 'm:m'] as const;

/** `m:m`: pairs the first with the first, and so on. */
export function* pairsInOrder(master: Dataset, using: Dataset): Work<Pairs> {
  const count = Math.max(master.observations, using.observations);
  const pairs = new Pairs(count);
  yield* timesInChunks(count, (at) => {
    pairs.add(at < master.observations ? at : NONE, at < using.observations ? at : NONE);
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
): Work<Pairs> {
  const others = keys.map((key) => keyIn(using, key));
  if (manner.startsWith('1')) yield* requireUnique(master, keys, 'master');
  if (manner.endsWith('1')) yield* requireUnique(using, others, 'using');
  yield* sortUpwards(master, keys);
  const groups = yield* groupedBy(yield* consecutiveRows(0, master.observations), keys);
  const numbers = new KeyNumbers(others, using.observations);
  const found = yield* groupedBy(yield* consecutiveRows(0, using.observations), others, numbers);
  const isMatched = new Uint8Array(found.count);
  // An observation is in two pairs only where the other side has one for its key.
  const pairs = new Pairs(master.observations + using.observations);
  yield* eachGroupInChunks(groups, (rows, group) => {
    const number = numbers.find(keys, groups.first(group));
    const there = number === -1 ? NOBODY : found.group(number);
    if (number !== -1) isMatched[number] = 1;
    if (manner === 'm:m') return inStep(rows, there, pairs);
    return eachInChunks(rows, (row) => {
      for (const other of there) pairs.add(row, other);
    });
  });
  yield* timesInChunks(found.count, (number) => {
    if (isMatched[number] === 1) return;
    for (const row of found.group(number)) pairs.add(NONE, row);
  });
  return pairs;
}

const NOBODY: Rows = Int32Array.of(NONE);

/** The first with the first, and so on; the last goes with all that the other has more. */
function inStep(rows: Rows, others: Rows, pairs: Pairs): Work {
  return timesInChunks(Math.max(rows.length, others.length), (at) => {
    const row = rows[Math.min(at, rows.length - 1)] ?? NONE;
    pairs.add(row, others[Math.min(at, others.length - 1)] ?? NONE);
  });
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
