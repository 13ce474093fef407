import type { Dataset } from '../dataset/dataset.ts';
import { expandVarlist } from '../dataset/varlist.ts';

/**
 * The names of the variables that a list means: names, also abbreviated, `a-c`, patterns, `_all`.
 *
 * @throws StataError r(111) when there is no such variable
 */
export function variableNames(list: string, dataset: Dataset): readonly string[] {
  return expandVarlist(dataset, list).map(({ name }) => name);
}
