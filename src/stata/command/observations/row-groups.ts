import { compareValues } from '../../dataset/compare-values.ts';
import type { Rows } from '../../dataset/rows.ts';
import type { Variable } from '../../dataset/variable.ts';
import { MISSING } from '../../value/missing.ts';
import type { Value } from '../../value/value.ts';
import type { Work } from '../../work/effect.ts';
import { timesInChunks } from '../../work/in-chunks.ts';
import { orderInChunks } from '../../work/sort-in-chunks.ts';
import { KeyNumbers, type Keys } from './key-numbers.ts';

/** Such a step takes a tenth of a microsecond, or so. */
const COST = 0.1;

/** Observations in groups: those of one group stand side by side, in the order in which they came. */
export class RowGroups implements Iterable<Rows> {
  /** All of them, group after group. */
  readonly rows: Rows;
  /** Where each group begins; the last entry is where the last group ends. */
  readonly #starts: Int32Array;

  constructor(rows: Rows, starts: Int32Array) {
    this.rows = rows;
    this.#starts = starts;
  }

  /** How many groups there are. */
  get count(): number {
    return this.#starts.length - 1;
  }

  group(at: number): Rows {
    return this.rows.subarray(this.#starts[at], this.#starts[at + 1]);
  }

  /** The first observation of a group. */
  first(at: number): number {
    return this.rows[this.#starts[at] ?? 0] ?? 0;
  }

  /** How many observations a group has. */
  size(at: number): number {
    return (this.#starts[at + 1] ?? 0) - (this.#starts[at] ?? 0);
  }

  *[Symbol.iterator](): Generator<Rows, void> {
    for (let at = 0; at < this.count; at += 1) yield this.group(at);
  }
}

/** All of these observations in one group. */
export function oneGroup(rows: Rows): RowGroups {
  return new RowGroups(rows, Int32Array.of(0, rows.length));
}

/**
 * Groups observations that have the same values in all keys, in the order in which the groups first occur.
 *
 * @param numbers - gets the keys, each with the number of its group; default: a table that is thrown away
 */
export function* groupedBy(
  rows: Rows,
  keys: Keys,
  numbers: KeyNumbers = new KeyNumbers(keys, rows.length),
): Work<RowGroups> {
  const numberOf = new Int32Array(rows.length);
  yield* timesInChunks(rows.length, (at) => {
    numberOf[at] = numbers.add(rows[at] ?? 0);
  });
  return yield* byNumber(rows, numberOf, numbers.count);
}

/** The same, the groups in the order of their values. */
export function* sortedGroups(rows: Rows, keys: readonly Variable[]): Work<RowGroups> {
  const groups = yield* groupedBy(rows, keys);
  const order = yield* orderInChunks(groups.count, (one, other) =>
    compareRows(keys, groups.first(one), groups.first(other)),
  );
  const sorted = new Int32Array(rows.length);
  const starts = new Int32Array(groups.count + 1);
  let end = 0;
  yield* timesInChunks(groups.count, (at) => {
    const group = groups.group(order[at] ?? 0);
    sorted.set(group, end);
    end += group.length;
    starts[at + 1] = end;
  });
  return new RowGroups(sorted, starts);
}

/** @param numberOf - the number of each row's group */
function* byNumber(rows: Rows, numberOf: Int32Array, count: number): Work<RowGroups> {
  const starts = new Int32Array(count + 1);
  yield* timesInChunks(
    rows.length,
    (at) => {
      const next = (numberOf[at] ?? 0) + 1;
      starts[next] = (starts[next] ?? 0) + 1;
    },
    COST,
  );
  yield* timesInChunks(
    count,
    (at) => {
      starts[at + 1] = (starts[at + 1] ?? 0) + (starts[at] ?? 0);
    },
    COST,
  );
  const ends = starts.slice();
  const grouped = new Int32Array(rows.length);
  yield* timesInChunks(
    rows.length,
    (at) => {
      const number = numberOf[at] ?? 0;
      const place = ends[number] ?? 0;
      grouped[place] = rows[at] ?? 0;
      ends[number] = place + 1;
    },
    COST,
  );
  return new RowGroups(grouped, starts);
}

/** A variable's values in the first observation of each group. */
export function* firstValues(groups: RowGroups, { values }: Variable): Work<Value[]> {
  const firsts: Value[] = [];
  yield* timesInChunks(
    groups.count,
    (at) => firsts.push(values[groups.first(at)] ?? MISSING),
    COST,
  );
  return firsts;
}

/** Compares observations by some variables, the first counting most. */
export function compareRows(keys: readonly Variable[], one: number, other: number): number {
  for (const { values } of keys) {
    const order = compareValues(values[one] ?? MISSING, values[other] ?? MISSING);
    if (order !== 0) return order;
  }
  return 0;
}
