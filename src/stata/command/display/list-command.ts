import type { Dataset } from '../../dataset/dataset.ts';
import type { Rows } from '../../dataset/rows.ts';
import type { Variable } from '../../dataset/variable.ts';
import { expandVarlist } from '../../dataset/varlist.ts';
import type { Command } from '../../engine/command.ts';
import type { Context } from '../../engine/context.ts';
import { StataError } from '../../error/stata-error.ts';
import { formatWith } from '../../format/format-value.ts';
import { shortName } from '../../format/short-name.ts';
import { MISSING } from '../../value/missing.ts';
import { CHUNK, type Work } from '../../work/effect.ts';
import { mapInChunks } from '../../work/in-chunks.ts';
import { Options, parseStandard, rowsInSample } from '../language/standard-syntax.ts';

interface Column {
  readonly heading: string;
  readonly isLeft: boolean;
  readonly width: number;
  readonly cells: readonly string[];
}

interface Look {
  readonly isNumbered: boolean;
  /** Whether a rule stands before the row of this index. */
  readonly hasRuleBefore: (index: number) => boolean;
}

/** `list [varlist] [if] [in] [, noobs separator(#) sepby(varlist) abbreviate(#) nolabel clean]`. */
export const listCommand: Command = {
  name: 'list',
  by: 'each',
  abbreviation: 'l',
  *run(context, { rest }) {
    const { dataset } = context.state;
    const syntax = parseStandard(rest);
    const options = new Options(syntax.options);
    const isNumbered = !options.has('noobs');
    const isLabelled = !options.has('NOLabel');
    const width = Number(options.argument('ABbreviate') ?? 8);
    const separator = Number(options.argument('SEParator') ?? 5);
    const groups = options.argument('sepby');
    const isClean = options.has('clean');
    for (const name of ['Table', 'Compress', 'NOCompress', 'Divider']) options.take(name);
    options.end();
    if (dataset.variables.length === 0 && syntax.head === '') return;
    const variables = syntax.head === '' ? dataset.variables : expandVarlist(dataset, syntax.head);
    const rows = yield* rowsInSample(context, syntax);
    if (rows.length === 0) return;
    const columns: Column[] = [];
    for (const variable of variables) {
      columns.push(yield* columnOf(dataset, variable, rows, { isLabelled, width }));
    }
    if (isClean) return yield* sayClean(context, columns, rows, isNumbered);
    const keys = groups === undefined ? undefined : expandVarlist(dataset, groups);
    yield* sayTable(context, columns, rows, {
      isNumbered,
      hasRuleBefore: (index) =>
        keys === undefined
          ? separator > 0 && index % separator === 0
          : keys.some(({ values }) => values[rows[index] ?? 0] !== values[rows[index - 1] ?? 0]),
    });
  },
};

function* columnOf(
  dataset: Dataset,
  variable: Variable,
  rows: Rows,
  { isLabelled, width }: { readonly isLabelled: boolean; readonly width: number },
): Work<Column> {
  if (!(width >= 5)) throw new StataError(198, 'option abbreviate() invalid');
  const heading = shortName(variable.name, width);
  const isLeft = variable.format.startsWith('%-');
  let widest = heading.length;
  const cells = yield* mapInChunks(rows, (at) => {
    const value = variable.values[at] ?? MISSING;
    const label = isLabelled ? dataset.labelOf(variable, value) : undefined;
    const cell = label ?? formatWith(variable.format, value).trim();
    widest = Math.max(widest, [...cell].length);
    return cell;
  });
  return { heading, isLeft, width: widest, cells };
}

function* sayTable(
  { screen }: Context,
  columns: readonly Column[],
  rows: Rows,
  { isNumbered, hasRuleBefore }: Look,
): Work {
  const margin = isNumbered ? 5 : 2;
  const inner = columns.reduce((sum, { width }) => sum + width + 3, 0) - 1;
  const rule = (end: string): string => `${' '.repeat(margin)}${end}${'-'.repeat(inner)}${end}\n`;
  const line = (start: string, cells: readonly string[]): string =>
    `${start}| ${cells.map((cell, index) => aligned(cell, columns[index])).join('   ')} |\n`;
  screen.say(`\n${rule('+')}`);
  screen.say(
    line(
      ' '.repeat(margin),
      columns.map(({ heading }) => heading),
    ),
  );
  screen.say(rule('|'));
  for (const [index, at] of rows.entries()) {
    yield CHUNK;
    if (index > 0 && hasRuleBefore(index)) screen.say(rule('|'));
    const start = isNumbered ? `${at + 1}. `.padStart(margin) : ' '.repeat(margin);
    screen.say(
      line(
        start,
        columns.map(({ cells }) => cells[index] ?? ''),
      ),
    );
  }
  screen.say(rule('+'));
}

function* sayClean(
  { screen }: Context,
  columns: readonly Column[],
  rows: Rows,
  isNumbered: boolean,
): Work {
  const line = (start: string, cells: readonly string[]): string =>
    `${start}   ${cells.map((cell, index) => aligned(cell, columns[index])).join('   ')}  \n`;
  const margin = isNumbered ? 5 : 0;
  screen.say(
    `\n${line(
      ' '.repeat(margin),
      columns.map(({ heading }) => heading),
    )}`,
  );
  for (const [index, at] of rows.entries()) {
    yield CHUNK;
    const start = isNumbered ? `${at + 1}. `.padStart(margin) : '';
    screen.say(
      line(
        start,
        columns.map(({ cells }) => cells[index] ?? ''),
      ),
    );
  }
}

function aligned(cell: string, column: Column | undefined): string {
  const free = ' '.repeat(Math.max(0, (column?.width ?? 0) - [...cell].length));
  return column?.isLeft ? cell + free : free + cell;
}
