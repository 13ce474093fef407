import { isEmpty } from '../dataset/stored-value.ts';
import { createVariable } from '../dataset/variable.ts';
import { expandVarlist } from '../dataset/varlist.ts';
import { filterInParts, mapInParts } from '../engine/in-parts.ts';
import { sortInParts } from '../engine/sort-in-parts.ts';
import { StataError } from '../error/stata-error.ts';
import { MISSING } from '../value/missing.ts';
import type { Command } from './command.ts';
import { compareRows, rowsByKey } from './rows-by-key.ts';
import { Options, parseStandard, rowsInSample } from './standard-syntax.ts';

/** `contract varlist [if] [in] [, freq(name) percent(name) nomiss]`: each combination of values once. */
export const contractCommand: Command = {
  name: 'contract',
  *run(context, { rest }) {
    const syntax = parseStandard(rest);
    const options = new Options(syntax.options);
    const frequency = options.argument('Freq') ?? '_freq';
    const percent = options.argument('Percent');
    const isComplete = options.has('NOMiss');
    options.end();
    if (syntax.head === '') throw new StataError(100, 'varlist required');
    const { dataset } = context.state;
    const keys = expandVarlist(dataset, syntax.head);
    const rows = yield* filterInParts(
      yield* rowsInSample(context, syntax),
      (at) => !isComplete || keys.every(({ values }) => !isEmpty(values[at])),
    );
    if (rows.length === 0) throw new StataError(2000, 'no observations');
    const found = [...(yield* rowsByKey(rows, keys)).values()];
    const groups = yield* sortInParts(found, ([one = 0], [other = 0]) =>
      compareRows(keys, one, other),
    );
    const result = dataset.emptied();
    for (const key of keys) {
      const values = yield* mapInParts(groups, ([first = 0]) => key.values[first] ?? MISSING);
      result.put({ ...key, values });
    }
    const counts = yield* mapInParts(groups, ({ length }) => length);
    const column = createVariable(frequency, 'long', 0);
    result.put({ ...column, label: 'Frequency', values: counts });
    if (percent !== undefined) {
      const shares = counts.map((count) => Math.fround((100 * count) / rows.length));
      const about = { label: 'Percent', format: '%8.2f', values: shares };
      result.put({ ...createVariable(percent, 'float', 0), ...about });
    }
    result.sortedBy = keys.map(({ name }) => name);
    context.state.dataset = result;
  },
};
