import { Grouping } from '../../dataset/grouping.ts';
import type { Variable } from '../../dataset/variable.ts';
import { expandVarlist } from '../../dataset/varlist.ts';
import type { Command } from '../../engine/command.ts';
import type { Context } from '../../engine/context.ts';
import { StataError } from '../../error/stata-error.ts';
import { formatWith } from '../../format/format-value.ts';
import { splitPrefixes } from '../../syntax/prefixes.ts';
import { splitName } from '../../syntax/split-name.ts';
import { MISSING } from '../../value/missing.ts';
import { STEP, type Work } from '../../work/effect.ts';
import { Options, parseStandard } from '../language/standard-syntax.ts';
import { sortUpwards } from '../observations/sort-data.ts';

type Manner = Command['by'];

/**
 * `by varlist [(varlist)] [, sort rc0]: command`, and `bysort`, which sorts.
 *
 * @param find - a built-in command by a word that means it
 */
export const createByCommands = (
  find: (word: string) => Command | undefined,
): readonly Command[] => {
  const run = (isSorting: boolean) =>
    function* (context: Context, { rest }: { readonly rest: string }): Work {
      const { keys, others, command, sorts } = takenApart(context, rest);
      const manner = mannerOf(context, command, find);
      const { state } = context;
      const order = [...keys, ...others];
      if (isSorting || sorts) yield* sortBy(context, order);
      else requireSorted(context, order);
      state.grouping = yield* Grouping.of(state.dataset, keys);
      try {
        if (manner === 'at-once') yield* context.run(command);
        else yield* runForEach(context, state.grouping, command);
      } finally {
        state.grouping = undefined;
      }
    };
  return [
    { name: 'by', run: run(false) },
    { name: 'bysort', abbreviation: 'bys', run: run(true) },
  ];
};

function takenApart(context: Context, rest: string) {
  const colon = rest.indexOf(':');
  if (colon === -1) throw new StataError(198, 'invalid syntax');
  const { head, options } = parseStandard(rest.slice(0, colon));
  const [, list = '', more = ''] = /^([^(]*)(?:\(([^)]*)\)\s*)?$/.exec(head) ?? [];
  if (list.trim() === '') throw new StataError(100, 'varlist required');
  const left = new Options(options);
  const sorts = left.has('Sort');
  left.take('rc0');
  left.end();
  const { dataset } = context.state;
  return {
    keys: expandVarlist(dataset, list),
    others: expandVarlist(dataset, more),
    command: rest.slice(colon + 1).trim(),
    sorts,
  };
}

/** How `by` runs a command. An unknown one runs for each group, since a scenario may answer it. */
function mannerOf(
  { state }: Context,
  line: string,
  find: (word: string) => Command | undefined,
): Manner {
  const [word] = splitName(splitPrefixes(line).command);
  const program = state.programs.get(word);
  const command = program === undefined ? find(word) : undefined;
  const manner = command === undefined ? 'each' : command.by;
  if (manner === undefined || program?.isByable === false) {
    throw new StataError(190, `${command?.name ?? word} may not be combined with by`);
  }
  return manner;
}

function requireSorted({ state: { dataset } }: Context, order: readonly Variable[]): void {
  if (!order.every(({ name }, at) => dataset.sortedBy[at] === name)) {
    throw new StataError(5, 'not sorted');
  }
}

function* sortBy(context: Context, order: readonly Variable[]): Work {
  const { dataset } = context.state;
  if (order.every(({ name }, at) => dataset.sortedBy[at] === name)) return;
  yield* sortUpwards(dataset, order);
}

function* runForEach(context: Context, grouping: Grouping, command: string): Work {
  const { screen } = context;
  for (const group of grouping.groups) {
    yield STEP;
    grouping.only = group;
    const names = grouping.keys.map(
      (variable) => `${variable.name} = ${shown(context, variable, group.first)}`,
    );
    screen.say(`\n${'-'.repeat(screen.width)}\n-> ${names.join(', ')}\n`);
    yield* context.run(command);
  }
  screen.say('\n');
}

function shown({ state: { dataset } }: Context, variable: Variable, at: number): string {
  const value = variable.values[at] ?? MISSING;
  return dataset.labelOf(variable, value) ?? formatWith(variable.format, value).trim();
}
