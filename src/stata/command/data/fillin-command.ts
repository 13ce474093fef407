import { requireMemory } from '../../dataset/memory-budget.ts';
import { consecutiveRows } from '../../dataset/rows.ts';
import { createVariable, emptyValue, type Variable } from '../../dataset/variable.ts';
import { expandVarlist } from '../../dataset/varlist.ts';
import type { Command } from '../../engine/command.ts';
import { StataError } from '../../error/stata-error.ts';
import { MISSING } from '../../value/missing.ts';
import type { Value } from '../../value/value.ts';
import type { Work } from '../../work/effect.ts';
import { mapInChunks, timesInChunks } from '../../work/in-chunks.ts';
import { parseStandard } from '../language/standard-syntax.ts';
import { KeyNumbers } from '../observations/key-numbers.ts';
import { firstValues, groupedBy, sortedGroups } from '../observations/row-groups.ts';

/** `fillin varlist`: adds an observation for each combination of values that is not there yet. */
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
    for (const key of keys) levels.push(yield* levelsOf(key, dataset.observations));
    const count = levels.reduce((product, { length }) => product * length, 1);
    requireMemory(count, dataset.variables.length + 1);
    const numbers = new KeyNumbers(keys, dataset.observations);
    const all = yield* consecutiveRows(0, dataset.observations);
    const groups = yield* groupedBy(all, keys, numbers);
    /** An observation of the result: the old one or -1, and the number of its combination. */
    const rows: number[] = [];
    const combinations: number[] = [];
    yield* timesInChunks(count, (combination) => {
      const wanted = levels.map((_, index) => ({ values: [levelAt(levels, combination, index)] }));
      const group = numbers.find(wanted, 0);
      for (const row of group === -1 ? [-1] : groups.group(group)) {
        rows.push(row);
        combinations.push(combination);
      }
    });
    const result = dataset.emptied();
    for (const variable of dataset.variables) {
      const index = keys.indexOf(variable);
      const values = yield* mapInChunks(rows, (row, at) =>
        index === -1 ? valueAt(variable, row) : levelAt(levels, combinations[at] ?? 0, index),
      );
      result.put({ ...variable, values });
    }
    const marks = yield* mapInChunks(rows, (row) => Number(row === -1), 0.1);
    result.put({ ...createVariable('_fillin', 'byte', 0), values: marks });
    result.sortedBy = keys.map(({ name }) => name);
    state.dataset = result;
  },
};

function* levelsOf(variable: Variable, observations: number): Work<readonly Value[]> {
  const groups = yield* sortedGroups(yield* consecutiveRows(0, observations), [variable]);
  return yield* firstValues(groups, variable);
}

/** A variable's value in a combination. The last variable changes fastest. */
function levelAt(levels: readonly (readonly Value[])[], combination: number, index: number): Value {
  const inner = levels.slice(index + 1).reduce((product, { length }) => product * length, 1);
  const own = levels[index] ?? [];
  return own[Math.floor(combination / inner) % own.length] ?? MISSING;
}

function valueAt({ type, values }: Variable, row: number): Value {
  return row === -1 ? emptyValue(type) : (values[row] ?? MISSING);
}
