import { isEmpty } from '../../dataset/stored-value.ts';
import { emptyValue } from '../../dataset/variable.ts';
import { findVariable } from '../../dataset/varlist.ts';
import type { Command } from '../../engine/command.ts';
import { StataError } from '../../error/stata-error.ts';
import { countOf } from '../../format/counts.ts';
import type { Value } from '../../value/value.ts';
import { eachInChunks } from '../../work/in-chunks.ts';
import { Options, parseStandard, rowsInSample } from '../language/standard-syntax.ts';

/** `clonevar new = old [if] [in]`: another variable with the same values, labels and format. */
export const clonevarCommand: Command = {
  name: 'clonevar',
  *run(context, { rest }) {
    const syntax = parseStandard(rest);
    new Options(syntax.options).end();
    const [, name, old] = /^(\w+)\s*=\s*(\w+)$/.exec(syntax.head) ?? [];
    if (name === undefined || old === undefined) throw new StataError(198, 'invalid syntax');
    const { dataset } = context.state;
    const source = findVariable(dataset, old);
    const empty = emptyValue(source.type);
    const values = new Array<Value>(dataset.observations).fill(empty);
    let missing = dataset.observations;
    yield* eachInChunks(yield* rowsInSample(context, syntax), (at) => {
      const value = source.values[at] ?? empty;
      values[at] = value;
      if (!isEmpty(value)) missing -= 1;
    });
    dataset.put({ ...source, name, values });
    if (missing > 0) context.screen.say(`(${countOf(missing, 'missing value')} generated)\n`);
  },
};
