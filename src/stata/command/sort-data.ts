import type { Dataset, SortKey } from '../dataset/dataset.ts';
import type { Variable } from '../dataset/variable.ts';
import { STEP, type Work } from '../engine/effect.ts';

/** Sorts data so that it can be broken; nothing has changed until it is over. */
export function* sortData(dataset: Dataset, keys: readonly SortKey[]): Work {
  const sorting = dataset.sortInSteps(keys);
  while (!sorting.next().done) yield STEP;
}

/** From small to large, the first variable counting most. */
export function* sortUpwards(dataset: Dataset, variables: readonly Variable[]): Work {
  yield* sortData(
    dataset,
    variables.map((variable) => ({ variable, direction: 1 })),
  );
}
