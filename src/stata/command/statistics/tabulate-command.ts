import type { Dataset } from '../../dataset/dataset.ts';
import { type Rows, rowsWhere } from '../../dataset/rows.ts';
import type { Variable } from '../../dataset/variable.ts';
import { findVariable } from '../../dataset/varlist.ts';
import type { Command } from '../../engine/command.ts';
import type { Context } from '../../engine/context.ts';
import { StataError } from '../../error/stata-error.ts';
import { withCommas } from '../../format/format-number.ts';
import { formatWith } from '../../format/format-value.ts';
import { shortName } from '../../format/short-name.ts';
import { isMissing } from '../../value/missing.ts';
import type { Value } from '../../value/value.ts';
import { CHUNK, type Work } from '../../work/effect.ts';
import { eachGroupInChunks, eachInChunks, mapInChunks } from '../../work/in-chunks.ts';
import { Options, parseStandard, rowsInSample } from '../language/standard-syntax.ts';
import { firstValues, type RowGroups, sortedGroups } from '../observations/row-groups.ts';

/** How many rows and columns a table may have: the limits of Stata/MP and SE. */
const ROWS_MAX = 12_000;
const COLUMNS_MAX = 80;

/** `tabulate varname [varname] [if] [in] [, missing nolabel]`: how often each value is there. */
export const tabulateCommand: Command = {
  name: 'tabulate',
  by: 'each',
  abbreviation: 'ta',
  *run(context, { rest }) {
    const { dataset } = context.state;
    const syntax = parseStandard(rest);
    const options = new Options(syntax.options);
    const hasMissing = options.has('Missing');
    const isLabelled = !options.has('NOLabel');
    options.end();
    const names = syntax.head.split(/\s+/).filter(Boolean);
    if (names.length === 0) throw new StataError(100, 'varlist required');
    if (names.length > 2) throw new StataError(103, 'too many variables specified');
    const variables = names.map((name) => findVariable(dataset, name));
    const rows = yield* rowsWhere(
      yield* rowsInSample(context, syntax),
      (at) => hasMissing || variables.every(({ values }) => !isEmpty(values[at])),
    );
    if (rows.length === 0) {
      context.screen.say('no observations\n');
      return;
    }
    const [rowVariable, columnVariable] = variables;
    if (rowVariable === undefined) return;
    if (columnVariable === undefined) yield* oneWay(context, rowVariable, rows, isLabelled);
    else yield* twoWay(context, [rowVariable, columnVariable], rows, isLabelled);
  },
};

function* oneWay(
  { screen, state: { dataset, r } }: Context,
  variable: Variable,
  rows: Rows,
  isLabelled: boolean,
): Work {
  const groups = yield* sortedGroups(rows, [variable]);
  if (groups.count > ROWS_MAX) throw tooManyValues();
  const names = yield* namesOf(dataset, variable, groups, isLabelled);
  const headings = wrapped(variable.label || variable.name, 11);
  const width = Math.max(11, ...names.map((name) => Math.min(40, name.length)));
  const rule = `${'-'.repeat(width + 1)}+${'-'.repeat(35)}\n`;
  const total = rows.length;
  const line = (name: string, count: number, sum: string): string =>
    `${shortName(name, width).padStart(width)} | ${withCommas(String(count)).padStart(10)}` +
    `${((100 * count) / total).toFixed(2).padStart(12)}${sum}\n`;
  screen.say('\n');
  for (const [index, heading] of headings.entries()) {
    const isLast = index === headings.length - 1;
    screen.say(
      `${heading.padStart(width)} |${isLast ? '      Freq.     Percent        Cum.' : ''}\n`,
    );
  }
  screen.say(rule);
  let sum = 0;
  for (const [index, name] of names.entries()) {
    yield CHUNK;
    const count = groups.size(index);
    sum += count;
    screen.say(line(name, count, ((100 * sum) / total).toFixed(2).padStart(12)));
  }
  screen.say(rule);
  screen.say(line('Total', total, ''));
  r.clear();
  r.scalars.set('N', total);
  r.scalars.set('r', groups.count);
}

function* twoWay(
  { screen, state: { dataset, r } }: Context,
  [rowVariable, columnVariable]: readonly [Variable, Variable],
  rows: Rows,
  isLabelled: boolean,
): Work {
  const rowGroups = yield* sortedGroups(rows, [rowVariable]);
  const columnGroups = yield* sortedGroups(rows, [columnVariable]);
  const columns = columnGroups.count;
  if (rowGroups.count > ROWS_MAX || columns > COLUMNS_MAX) throw tooManyValues();
  const columnOf = new Uint8Array(dataset.observations);
  yield* eachGroupInChunks(columnGroups, (group, column) =>
    eachInChunks(
      group,
      (at) => {
        columnOf[at] = column;
      },
      0.1,
    ),
  );
  const headings = wrapped(rowVariable.label || rowVariable.name, 10);
  const inner = columns * 11;
  const rule = `-----------+${'-'.repeat(inner)}+----------\n`;
  const title = columnVariable.label || columnVariable.name;
  const margin = Math.max(0, Math.floor((inner - title.length) / 2));
  const cell = (count: number): string => withCommas(String(count)).padStart(10);
  const headed = yield* namesOf(dataset, columnVariable, columnGroups, isLabelled);
  const names = headed.map((name) => shortName(name, 10).padStart(10));
  screen.say('\n');
  for (const heading of headings.slice(0, -2)) screen.say(`${heading.padStart(10)} |\n`);
  const above = (headings.at(-2) ?? '').padStart(10);
  screen.say(`${above} |${' '.repeat(margin)}${title}\n`.trimEnd());
  screen.say('\n');
  screen.say(`${(headings.at(-1) ?? '').padStart(10)} |${names.join(' ')} |     Total\n`);
  screen.say(rule);
  const line = (name: string, counts: readonly number[], total: number): string =>
    `${shortName(name, 10).padStart(10)} |${counts.map(cell).join(' ')} |${cell(total)} \n`;
  for (const [row, name] of (yield* namesOf(
    dataset,
    rowVariable,
    rowGroups,
    isLabelled,
  )).entries()) {
    yield CHUNK;
    const counts = new Array<number>(columns).fill(0);
    const count = (at: number): void => {
      const column = columnOf[at] ?? 0;
      counts[column] = (counts[column] ?? 0) + 1;
    };
    yield* eachInChunks(rowGroups.group(row), count, 0.1);
    screen.say(line(name, counts, rowGroups.size(row)));
  }
  screen.say(rule);
  const totals = names.map((_, column) => columnGroups.size(column));
  screen.say(line('Total', totals, rows.length));
  r.clear();
  r.scalars.set('N', rows.length);
  r.scalars.set('r', rowGroups.count);
  r.scalars.set('c', columns);
}

function tooManyValues(): StataError {
  return new StataError(134, 'too many values');
}

/** What the values of groups are called. */
function* namesOf(
  dataset: Dataset,
  variable: Variable,
  groups: RowGroups,
  isLabelled: boolean,
): Work<readonly string[]> {
  return yield* mapInChunks(yield* firstValues(groups, variable), (value) => {
    const label = isLabelled ? dataset.labelOf(variable, value) : undefined;
    return label ?? formatWith(variable.format, value).trim();
  });
}

function isEmpty(value: Value | undefined): boolean {
  return value === undefined || value === '' || (typeof value === 'number' && isMissing(value));
}

/** A heading in lines of a width. */
function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(shortName(word, width));
  }
  return lines;
}
