import { findRows } from '../../dataset/rows.ts';
import { smallestType } from '../../dataset/stored-value.ts';
import { expandVarlist } from '../../dataset/varlist.ts';
import type { Command } from '../../engine/command.ts';
import type { Context } from '../../engine/context.ts';
import { findCommand } from '../../engine/find-command.ts';
import { StataError } from '../../error/stata-error.ts';
import { countOf } from '../../format/counts.ts';
import { paragraph } from '../../output/paragraph.ts';
import { MISSING } from '../../value/missing.ts';
import type { Value } from '../../value/value.ts';
import type { Work } from '../../work/effect.ts';
import { eachGroupInChunks, eachInChunks, timesInChunks } from '../../work/in-chunks.ts';
import { Options, parseStandard, rowsInSample } from '../language/standard-syntax.ts';
import { runSubcommand, type Subcommand, splitWord } from '../language/subcommands.ts';
import { groupedBy, type RowGroups } from '../observations/row-groups.ts';

/** `duplicates report|tag|drop [varlist] [if] [in] [, generate(name) force]`. */
const subcommands: readonly Subcommand[] = [
  { name: 'report', abbreviation: 'r', run: (context, argument) => run(context, argument, report) },
  { name: 'tag', abbreviation: 't', run: (context, argument) => run(context, argument, tag) },
  { name: 'drop', run: (context, argument) => run(context, argument, drop) },
];

export const duplicatesCommand: Command = {
  name: 'duplicates',
  subcommands,
  run: (context, call) => {
    const { word } = splitWord(call.rest);
    if (findCommand(subcommands, word) === undefined) {
      throw new StataError(198, `duplicates ${word} is not here: there are report, tag and drop`);
    }
    return runSubcommand(subcommands, context, call);
  },
};

type Act = (context: Context, groups: RowGroups, name: string) => Work;

function* run(context: Context, argument: string, act: Act): Work {
  const { head, ...syntax } = parseStandard(argument);
  const options = new Options(syntax.options);
  const name = act === tag ? options.argument('Generate') : undefined;
  const isForced = act === drop && options.has('force');
  options.end();
  if (act === tag && name === undefined) throw new StataError(198, 'option generate() required');
  if (act === drop && head !== '' && !isForced) {
    throw new StataError(198, 'force option required');
  }
  const { dataset } = context.state;
  const keys = head === '' ? dataset.variables : expandVarlist(dataset, head);
  if (keys.length === 0) throw new StataError(111, 'no variables defined');
  const names = head === '' ? 'all variables' : keys.map((key) => key.name).join(' ');
  const rows = yield* rowsInSample(context, syntax);
  const groups = yield* groupedBy(rows, keys);
  const title = paragraph(`Duplicates in terms of ${names}`, context.screen.width, 0);
  context.screen.say(`\n${title}`);
  yield* act(context, groups, name ?? '');
}

/** Shows for each number of copies how many observations have as many, and how many of them are surplus. */
function* report({ screen, state: { r } }: Context, groups: RowGroups): Work {
  const countBySize = new Map<number, number>();
  let observations = 0;
  yield* timesInChunks(groups.count, (at) => {
    const size = groups.size(at);
    countBySize.set(size, (countBySize.get(size) ?? 0) + 1);
    observations += size;
  });
  const rule = `${'-'.repeat(38)}\n`;
  const cell = (number: number, width: number): string => String(number).padStart(width);
  screen.say(`\n${rule}   Copies | Observations       Surplus\n`);
  screen.say(`${'-'.repeat(10)}+${'-'.repeat(27)}\n`);
  for (const [size, count] of [...countBySize].toSorted(([one], [other]) => one - other)) {
    const surplus = (size - 1) * count;
    screen.say(`${cell(size, 9)} |${cell(size * count, 13)}${cell(surplus, 14)}\n`);
  }
  screen.say(rule);
  r.clear();
  r.scalars.set('unique_value', groups.count);
  r.scalars.set('N', observations);
}

/** For each observation: how many others have the same values. */
function* tag({ state: { dataset } }: Context, groups: RowGroups, name: string): Work {
  const values = new Array<Value>(dataset.observations).fill(MISSING);
  yield* eachGroupInChunks(groups, (group) =>
    eachInChunks(group, (at) => {
      values[at] = group.length - 1;
    }),
  );
  const type = yield* smallestType(values);
  Object.assign(dataset.add(name, type), { values });
}

function* drop({ screen, state: { dataset } }: Context, groups: RowGroups): Work {
  // The first observation of each group stays, and so do those that `if` and `in` leave out.
  const isGone = new Uint8Array(dataset.observations);
  yield* eachGroupInChunks(groups, (group) =>
    eachInChunks(
      group,
      (at, place) => {
        if (place > 0) isGone[at] = 1;
      },
      0.1,
    ),
  );
  const kept = yield* findRows(0, dataset.observations, (at) => isGone[at] === 0);
  if (kept.length === dataset.observations) {
    screen.say('\n(0 observations are duplicates)\n');
    return;
  }
  const gone = yield* dataset.keepObservations(kept);
  screen.say(`\n(${countOf(gone, 'observation')} deleted)\n`);
}
