import type { Dataset } from '../../dataset/dataset.ts';
import type { Variable } from '../../dataset/variable.ts';
import type { Work } from '../../work/effect.ts';

/** Sorts from small to large, the first variable counting most; nothing has changed until it is over. */
export function sortUpwards(dataset: Dataset, variables: readonly Variable[]): Work {
  return dataset.sort(variables.map((variable) => ({ variable, direction: 1 })));
}
