import type { Dataset } from './dataset.ts';
import type { Variable } from './variable.ts';

/** Observations that `by` takes together: `_n` and `_N` count in them. */
export interface Group {
  /** The first of them, counted from 0. */
  readonly first: number;
  readonly count: number;
}

/** Sorted data, cut wherever one of the keys changes. */
export class Grouping {
  readonly keys: readonly Variable[];
  readonly groups: readonly Group[];
  readonly #groupAt: readonly Group[];
  /** The one group that a command is to look at; undefined for all of them. */
  only: Group | undefined;

  constructor({ observations }: Dataset, keys: readonly Variable[]) {
    this.keys = keys;
    const starts = Array.from({ length: observations }, (_, at) => at).filter(
      (at) => at === 0 || keys.some(({ values }) => values[at] !== values[at - 1]),
    );
    this.groups = starts.map((first, index) => ({
      first,
      count: (starts[index + 1] ?? observations) - first,
    }));
    this.#groupAt = this.groups.flatMap((group) => new Array<Group>(group.count).fill(group));
  }

  /** The group of an observation, counted from 0. */
  of(observation: number): Group | undefined {
    return this.#groupAt[observation] ?? this.only;
  }
}
