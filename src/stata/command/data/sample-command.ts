import { findRows } from '../../dataset/rows.ts';
import { expandVarlist } from '../../dataset/varlist.ts';
import type { Command } from '../../engine/command.ts';
import { StataError } from '../../error/stata-error.ts';
import { countOf } from '../../format/counts.ts';
import { eachGroupInChunks, timesInChunks } from '../../work/in-chunks.ts';
import { Options, parseStandard, rowsInSample } from '../language/standard-syntax.ts';
import { groupedBy } from '../observations/row-groups.ts';

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
    const groups = yield* groupedBy(rows, expandVarlist(dataset, by));
    const isGone = new Uint8Array(dataset.observations);
    let gone = 0;
    yield* eachGroupInChunks(groups, function* (group) {
      const left = group.slice();
      const kept = isCount ? wanted : Math.round((group.length * wanted) / 100);
      yield* timesInChunks(left.length - Math.min(kept, left.length), (done) => {
        const count = left.length - done;
        const place = Math.floor(random.next() * count);
        isGone[left[place] ?? 0] = 1;
        left[place] = left[count - 1] ?? 0;
        gone += 1;
      });
    });
    const kept = yield* findRows(0, dataset.observations, (at) => isGone[at] === 0);
    yield* dataset.keepObservations(kept);
    context.screen.say(`(${countOf(gone, 'observation')} deleted)\n`);
  },
};
