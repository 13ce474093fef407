import { otherRows } from '../../dataset/rows.ts';
import { expandVarlist } from '../../dataset/varlist.ts';
import type { Command } from '../../engine/command.ts';
import type { Context } from '../../engine/context.ts';
import { StataError } from '../../error/stata-error.ts';
import { countOf } from '../../format/counts.ts';
import type { Work } from '../../work/effect.ts';
import { parseStandard, rowsInSample } from '../language/standard-syntax.ts';

/** `drop varlist`, `drop if`, `drop in`. */
export const dropCommand: Command = {
  name: 'drop',
  by: 'at-once',
  run: (context, { rest }) => select(context, rest, false),
};

/** `keep varlist`, `keep if`, `keep in`. */
export const keepCommand: Command = {
  name: 'keep',
  by: 'at-once',
  run: (context, { rest }) => select(context, rest, true),
};

function* select(context: Context, rest: string, isKept: boolean): Work {
  const syntax = parseStandard(rest);
  const { dataset } = context.state;
  const selects = syntax.condition !== undefined || syntax.range !== undefined;
  if (syntax.head === '' && !selects) {
    throw new StataError(198, 'syntax error: varlist, if, or in required');
  }
  if (syntax.head !== '' && selects) throw new StataError(198, 'invalid syntax');
  if (!selects) {
    const named = new Set(expandVarlist(dataset, syntax.head));
    dataset.dropVariables(dataset.variables.filter((each) => named.has(each) !== isKept));
    return;
  }
  const chosen = yield* rowsInSample(context, syntax);
  const kept = isKept ? chosen : yield* otherRows(chosen, dataset.observations);
  const gone = yield* dataset.keepObservations(kept);
  context.screen.say(`(${countOf(gone, 'observation')} deleted)\n`);
}
