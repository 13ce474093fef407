import type { DataExtract } from '../dataset/data-extract.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { consecutiveRows, findRows } from '../dataset/rows.ts';
import { isMissing, MISSING } from '../value/missing.ts';
import type { Value } from '../value/value.ts';
import type { Work } from '../work/effect.ts';
import { mapInChunks } from '../work/in-chunks.ts';
import type { SessionState } from './session-state.ts';

/**
 * An extract of the data as they are when this begins.
 *
 * @param options.isWanted - whether an observation of the session's data, counted from 0, is; default: all are
 */
export function* viewedInChunks(
  state: SessionState,
  {
    isWanted,
    rowsMax,
  }: { readonly isWanted: ((at: number) => boolean) | undefined; readonly rowsMax: number },
): Work<DataExtract> {
  const dataset = state.dataset.clone();
  const { variables, observations: all } = dataset;
  const found = yield* isWanted === undefined
    ? consecutiveRows(0, all)
    : findRows(0, all, (at) => withData(state, dataset, () => isWanted(at)));
  const shown = found.slice(0, rowsMax);
  return {
    variables: variables.map(({ name, type }) => ({ name, type })),
    count: found.length,
    observations: [...shown],
    rows: yield* mapInChunks(
      shown,
      (at) => variables.map(({ values }) => shownValue(values[at])),
      variables.length / 10,
    ),
  };
}

/** Evaluates with other data in place of the session's, which are put back afterwards. */
function withData<Result>(state: SessionState, dataset: Dataset, look: () => Result): Result {
  const { dataset: before, grouping } = state;
  state.dataset = dataset;
  state.grouping = undefined;
  try {
    return look();
  } finally {
    state.dataset = before;
    state.grouping = grouping;
  }
}

function shownValue(value: Value = MISSING): Value | null {
  return typeof value === 'number' && isMissing(value) ? null : value;
}
