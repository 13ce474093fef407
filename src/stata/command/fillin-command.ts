import { compareValues } from '../dataset/compare-values.ts';
import { requireRoom } from '../dataset/dataset.ts';
import { createVariable, emptyValue, type Variable } from '../dataset/variable.ts';
import { expandVarlist } from '../dataset/varlist.ts';
import type { Work } from '../engine/effect.ts';
import { eachInParts, mapInParts, timesInParts } from '../engine/in-parts.ts';
import { sortInParts } from '../engine/sort-in-parts.ts';
import { StataError } from '../error/stata-error.ts';
import { MISSING } from '../value/missing.ts';
import type { Value } from '../value/value.ts';
import type { Command } from './command.ts';
import { keyOf, rowsByKey } from './rows-by-key.ts';
import { parseStandard } from './standard-syntax.ts';

/** An observation of the result: one that there was, or the number of a combination that is new. */
interface Filled {
  readonly row: number | undefined;
  readonly combination: number;
}

/** `fillin varlist`: has all combinations of values, those that there are not yet with missing values. */
export const fillinCommand: Command = {
  name: 'fillin',
  *run({ state }, { rest }) {
    const { dataset } = state;
    const keys = expandVarlist(dataset, parseStandard(rest).head);
    if (keys.length < 2) throw new StataError(102, 'too few variables specified');
    if (dataset.find('_fillin') !== undefined) {
      throw new StataError(110, 'variable _fillin already defined');
    }
    const levels: (readonly Value[])[] = [];
    for (const { values } of keys) levels.push(yield* levelsOf(values));
    const count = levels.reduce((product, { length }) => product * length, 1);
    requireRoom(count, dataset.variables.length + 1);
    const rows = yield* rowsByKey([...new Array(dataset.observations).keys()], keys);
    const filled: Filled[] = [];
    yield* timesInParts(count, (combination) => {
      const values = levels.map((_, index) => levelAt(levels, combination, index));
      const found = rows.get(
        keyOf(
          values.map((value) => ({ values: [value] })),
          0,
        ),
      ) ?? [undefined];
      for (const row of found) filled.push({ row, combination });
    });
    const result = dataset.emptied();
    for (const variable of dataset.variables) {
      const index = keys.indexOf(variable);
      const values = yield* mapInParts(filled, ({ row, combination }) =>
        index === -1 ? valueAt(variable, row) : levelAt(levels, combination, index),
      );
      result.put({ ...variable, values });
    }
    const marks = yield* mapInParts(filled, ({ row }) => Number(row === undefined));
    result.put({ ...createVariable('_fillin', 'byte', 0), values: marks });
    result.sortedBy = keys.map(({ name }) => name);
    state.dataset = result;
  },
};

function* levelsOf(values: readonly Value[]): Work<readonly Value[]> {
  const levels = new Set<Value>();
  yield* eachInParts(values, (value) => levels.add(value), 0.3);
  return yield* sortInParts([...levels], compareValues);
}

/** What a variable is in a combination, of which the last variable changes first. */
function levelAt(levels: readonly (readonly Value[])[], combination: number, index: number): Value {
  const inner = levels.slice(index + 1).reduce((product, { length }) => product * length, 1);
  const own = levels[index] ?? [];
  return own[Math.floor(combination / inner) % own.length] ?? MISSING;
}

function valueAt({ type, values }: Variable, row: number | undefined): Value {
  return row === undefined ? emptyValue(type) : (values[row] ?? MISSING);
}
