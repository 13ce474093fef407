import { expandVarlist } from '../dataset/varlist.ts';
import { eachGroupInParts, timesInParts } from '../engine/in-parts.ts';
import { sortInParts } from '../engine/sort-in-parts.ts';
import { StataError } from '../error/stata-error.ts';
import type { Command } from './command.ts';
import { countOf } from './counts.ts';
import { otherRows } from './other-rows.ts';
import { rowsByKey } from './rows-by-key.ts';
import { Options, parseStandard, rowsInSample } from './standard-syntax.ts';

/** `sample # [if] [in] [, count by(varlist)]`: keeps so many in a hundred, or so many, by chance. */
export const sampleCommand: Command = {
  name: 'sample',
  *run(context, { rest }) {
    const syntax = parseStandard(rest);
    const options = new Options(syntax.options);
    const isCount = options.has('count');
    const by = options.argument('by') ?? '';
    options.end();
    const wanted = context.evaluateNumber(syntax.head);
    if (!(wanted >= 0) || (isCount ? !Number.isInteger(wanted) : wanted > 100)) {
      throw new StataError(198, `${syntax.head} invalid number`);
    }
    const { dataset, random } = context.state;
    const rows = yield* rowsInSample(context, syntax);
    const groups = (yield* rowsByKey(rows, expandVarlist(dataset, by))).values();
    const gone: number[] = [];
    yield* eachGroupInParts(groups, function* (group) {
      const left = [...group];
      const kept = isCount ? wanted : Math.round((group.length * wanted) / 100);
      yield* timesInParts(left.length - Math.min(kept, left.length), () => {
        const place = Math.floor(random.next() * left.length);
        const last = left.pop() ?? 0;
        gone.push(left[place] ?? last);
        if (place < left.length) left[place] = last;
      });
    });
    const inOrder = yield* sortInParts(gone, (one, other) => one - other);
    yield* dataset.keepObservations(yield* otherRows(inOrder, dataset.observations));
    context.screen.say(`(${countOf(gone.length, 'observation')} deleted)\n`);
  },
};
