import type { Work } from '../work/effect.ts';
import { eachInChunks, timesInChunks } from '../work/in-chunks.ts';
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

  private constructor(
    keys: readonly Variable[],
    groups: readonly Group[],
    groupAt: readonly Group[],
  ) {
    this.keys = keys;
    this.groups = groups;
    this.#groupAt = groupAt;
  }

  /** Cuts data that are sorted by these. */
  static *of({ observations }: Dataset, keys: readonly Variable[]): Work<Grouping> {
    const starts: number[] = [];
    yield* timesInChunks(observations, (at) => {
      const isStart = at === 0 || keys.some(({ values }) => values[at] !== values[at - 1]);
      if (isStart) starts.push(at);
    });
    const groups: Group[] = [];
    const groupAt: Group[] = [];
    yield* eachInChunks(starts, (first, index) => {
      groups.push({ first, count: (starts[index + 1] ?? observations) - first });
    });
    let at = 0;
    yield* timesInChunks(observations, (observation) => {
      const group = groups[at];
      if (group === undefined) return;
      groupAt.push(group);
      if (observation + 1 === group.first + group.count) at += 1;
    });
    return new Grouping(keys, groups, groupAt);
  }

  /** The group of an observation, counted from 0. */
  of(observation: number): Group | undefined {
    return this.#groupAt[observation] ?? this.only;
  }
}
