import { rowsWhere } from '../../dataset/rows.ts';
import { isEmpty } from '../../dataset/stored-value.ts';
import { createVariable } from '../../dataset/variable.ts';
import { expandVarlist } from '../../dataset/varlist.ts';
import type { Command } from '../../engine/command.ts';
import { StataError } from '../../error/stata-error.ts';
import { mapInChunks, timesInChunks } from '../../work/in-chunks.ts';
import { Options, parseStandard, rowsInSample } from '../language/standard-syntax.ts';
import { firstValues, sortedGroups } from '../observations/row-groups.ts';

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
    const rows = yield* rowsWhere(
      yield* rowsInSample(context, syntax),
      (at) => !isComplete || keys.every(({ values }) => !isEmpty(values[at])),
    );
    if (rows.length === 0) throw new StataError(2000, 'no observations');
    const groups = yield* sortedGroups(rows, keys);
    const result = dataset.emptied();
    for (const key of keys) result.put({ ...key, values: yield* firstValues(groups, key) });
    const counts: number[] = [];
    yield* timesInChunks(groups.count, (at) => counts.push(groups.size(at)), 0.1);
    const column = createVariable(frequency, 'long', 0);
    result.put({ ...column, label: 'Frequency', values: counts });
    if (percent !== undefined) {
      const shares = yield* mapInChunks(counts, (count) =>
        Math.fround((100 * count) / rows.length),
      );
      const about = { label: 'Percent', format: '%8.2f', values: shares };
      result.put({ ...createVariable(percent, 'float', 0), ...about });
    }
    result.sortedBy = keys.map(({ name }) => name);
    context.state.dataset = result;
  },
};
