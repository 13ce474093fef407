import type { Dataset } from '../../dataset/dataset.ts';
import type { Variable } from '../../dataset/variable.ts';
import type { Work } from '../../work/effect.ts';

/** Sorts in ascending order, by the first variable first. A sort that is broken changes nothing. */
export function sortUpwards(dataset: Dataset, variables: readonly Variable[]): Work {
  return dataset.sort(variables.map((variable) => ({ variable, direction: 1 })));
}
