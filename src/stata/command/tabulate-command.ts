import { compareValues } from '../dataset/compare-values.ts';
import type { Dataset } from '../dataset/dataset.ts';
import type { Variable } from '../dataset/variable.ts';
import { findVariable } from '../dataset/varlist.ts';
import { PART, type Work } from '../engine/effect.ts';
import { eachInParts, filterInParts } from '../engine/in-parts.ts';
import { sortInParts } from '../engine/sort-in-parts.ts';
import { StataError } from '../error/stata-error.ts';
import { withCommas } from '../format/format-number.ts';
import { formatWith } from '../format/format-value.ts';
import { isMissing, MISSING } from '../value/missing.ts';
import type { Value } from '../value/value.ts';
import type { Command } from './command.ts';
import type { Context } from './context.ts';
import { shortName } from './short-name.ts';
import { Options, parseStandard, rowsInSample } from './standard-syntax.ts';

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
    const rows = yield* filterInParts(
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
  rows: readonly number[],
  isLabelled: boolean,
): Work {
  const counts = yield* countsOf(variable, rows);
  if (counts.size > ROWS_MAX) throw tooManyValues();
  const names = [...counts.keys()].map((value) => nameOf(dataset, variable, value, isLabelled));
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
  for (const [index, count] of [...counts.values()].entries()) {
    yield PART;
    sum += count;
    screen.say(line(names[index] ?? '', count, ((100 * sum) / total).toFixed(2).padStart(12)));
  }
  screen.say(rule);
  screen.say(line('Total', total, ''));
  r.clear();
  r.scalars.set('N', total);
  r.scalars.set('r', counts.size);
}

function* twoWay(
  { screen, state: { dataset, r } }: Context,
  [rowVariable, columnVariable]: readonly [Variable, Variable],
  rows: readonly number[],
  isLabelled: boolean,
): Work {
  const rowCounts = yield* countsOf(rowVariable, rows);
  const columnCounts = yield* countsOf(columnVariable, rows);
  if (rowCounts.size > ROWS_MAX || columnCounts.size > COLUMNS_MAX) throw tooManyValues();
  const cells = new Map<Value, Map<Value, number>>();
  yield* eachInParts(rows, (at) => {
    const value = rowVariable.values[at] ?? MISSING;
    const inRow = cells.get(value) ?? new Map<Value, number>();
    cells.set(value, inRow);
    count(inRow, columnVariable.values[at] ?? MISSING);
  });
  const headings = wrapped(rowVariable.label || rowVariable.name, 10);
  const columns = [...columnCounts.keys()];
  const inner = columns.length * 11;
  const rule = `-----------+${'-'.repeat(inner)}+----------\n`;
  const title = columnVariable.label || columnVariable.name;
  const margin = Math.max(0, Math.floor((inner - title.length) / 2));
  const cell = (count: number): string => withCommas(String(count)).padStart(10);
  const names = columns.map((value) =>
    shortName(nameOf(dataset, columnVariable, value, isLabelled), 10).padStart(10),
  );
  screen.say('\n');
  for (const heading of headings.slice(0, -2)) screen.say(`${heading.padStart(10)} |\n`);
  const above = (headings.at(-2) ?? '').padStart(10);
  screen.say(`${above} |${' '.repeat(margin)}${title}\n`.trimEnd());
  screen.say('\n');
  screen.say(`${(headings.at(-1) ?? '').padStart(10)} |${names.join(' ')} |     Total\n`);
  screen.say(rule);
  const line = (name: string, counts: readonly number[], total: number): string =>
    `${shortName(name, 10).padStart(10)} |${counts.map(cell).join(' ')} |${cell(total)} \n`;
  for (const [value, total] of rowCounts) {
    yield PART;
    const inRow = cells.get(value);
    const name = nameOf(dataset, rowVariable, value, isLabelled);
    screen.say(
      line(
        name,
        columns.map((column) => inRow?.get(column) ?? 0),
        total,
      ),
    );
  }
  screen.say(rule);
  screen.say(line('Total', [...columnCounts.values()], rows.length));
  r.clear();
  r.scalars.set('N', rows.length);
  r.scalars.set('r', rowCounts.size);
  r.scalars.set('c', columnCounts.size);
}

/** Values, sorted, and how often each is there. */
function* countsOf(
  { values }: Variable,
  rows: readonly number[],
): Work<ReadonlyMap<Value, number>> {
  const counts = new Map<Value, number>();
  yield* eachInParts(rows, (at) => count(counts, values[at] ?? MISSING), 0.3);
  return new Map(yield* sortInParts([...counts], ([one], [other]) => compareValues(one, other)));
}

function count(counts: Map<Value, number>, value: Value): void {
  counts.set(value, (counts.get(value) ?? 0) + 1);
}

function tooManyValues(): StataError {
  return new StataError(134, 'too many values');
}

function nameOf(dataset: Dataset, variable: Variable, value: Value, isLabelled: boolean): string {
  const label = isLabelled ? dataset.labelOf(variable, value) : undefined;
  return label ?? formatWith(variable.format, value).trim();
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
