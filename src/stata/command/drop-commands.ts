import { expandVarlist } from '../dataset/varlist.ts';
import type { Work } from '../engine/effect.ts';
import { timesInParts } from '../engine/in-parts.ts';
import { StataError } from '../error/stata-error.ts';
import type { Command } from './command.ts';
import type { Context } from './context.ts';
import { countOf } from './counts.ts';
import { parseStandard, rowsInSample } from './standard-syntax.ts';

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
  const kept = isKept ? chosen : yield* othersThan(chosen, dataset.observations);
  const gone = yield* dataset.keepObservations(kept);
  context.screen.say(`(${countOf(gone, 'observation')} deleted)\n`);
}

/** The numbers below a count that are not among these, which are in order. */
function* othersThan(chosen: readonly number[], count: number): Work<readonly number[]> {
  const others: number[] = [];
  let next = 0;
  const take = (at: number): void => {
    if (chosen[next] === at) next += 1;
    else others.push(at);
  };
  yield* timesInParts(count, take, 0.1);
  return others;
}
