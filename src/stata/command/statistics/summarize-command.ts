import type { Rows } from '../../dataset/rows.ts';
import { isStringType } from '../../dataset/storage-type.ts';
import type { Variable } from '../../dataset/variable.ts';
import { expandVarlist } from '../../dataset/varlist.ts';
import type { Command } from '../../engine/command.ts';
import type { Context } from '../../engine/context.ts';
import { withCommas } from '../../format/format-number.ts';
import { formatWith } from '../../format/format-value.ts';
import { shortName } from '../../format/short-name.ts';
import { isMissing, MISSING } from '../../value/missing.ts';
import type { Work } from '../../work/effect.ts';
import { eachInChunks } from '../../work/in-chunks.ts';
import { sortNumbersInChunks } from '../../work/sort-in-chunks.ts';
import { Options, parseStandard, rowsInSample } from '../language/standard-syntax.ts';
import { type Moments, momentsOf, percentileOf } from './statistics.ts';

const RULE = `-------------+${'-'.repeat(57)}\n`;

/** `summarize [varlist] [if] [in] [, detail meanonly separator(#)]`: these numbers are really computed. */
export const summarizeCommand: Command = {
  name: 'summarize',
  by: 'each',
  abbreviation: 'su',
  *run(context, { rest }) {
    const { dataset } = context.state;
    const syntax = parseStandard(rest);
    const options = new Options(syntax.options);
    const isDetailed = options.has('Detail');
    const isSilent = options.has('MEANonly');
    const separator = Number(options.argument('SEParator') ?? 5);
    options.take('Format');
    options.end();
    const variables = syntax.head === '' ? dataset.variables : expandVarlist(dataset, syntax.head);
    const rows = yield* rowsInSample(context, syntax);
    if (!isSilent && !isDetailed) context.screen.say(head());
    for (const [index, variable] of variables.entries()) {
      const numbers = yield* numbersOf(variable, rows);
      const moments = yield* momentsOf(numbers);
      leave(context, moments);
      if (isSilent) continue;
      if (isDetailed) yield* detail(context, variable, numbers, moments);
      else {
        if (index > 0 && separator > 0 && index % separator === 0) context.screen.say(RULE);
        context.screen.say(row(variable, moments));
      }
    }
  },
};

function head(): string {
  return `\n    Variable |        Obs        Mean    Std. dev.       Min        Max\n${RULE}`;
}

function row(variable: Variable, { count, mean, deviation, min, max }: Moments): string {
  const name = `${shortName(variable.name, 12).padStart(12)} | ${withCommas(String(count)).padStart(10)}`;
  if (count === 0) return `${name}\n`;
  const number = (value: number): string => formatWith('%9.0g', value);
  return `${name}   ${number(mean)}   ${number(deviation)}  ${number(min)}  ${number(max)}\n`;
}

function leave({ state: { r } }: Context, moments: Moments): void {
  const { count, mean, variance, deviation, min, max, sum } = moments;
  r.clear();
  r.scalars.set('N', count);
  r.scalars.set('sum_w', count);
  if (count > 0) r.scalars.set('mean', mean);
  if (count > 0) r.scalars.set('Var', variance);
  if (count > 0) r.scalars.set('sd', deviation);
  if (count > 0) r.scalars.set('min', min);
  if (count > 0) r.scalars.set('max', max);
  r.scalars.set('sum', sum);
}

const PERCENTILES = [1, 5, 10, 25, 50, 75, 90, 95, 99] as const;

function* detail(
  { screen, state: { r } }: Context,
  variable: Variable,
  numbers: readonly number[],
  moments: Moments,
): Work {
  const title = variable.label || variable.name;
  screen.say(`\n${title.padStart(Math.floor((61 + title.length) / 2))}\n${'-'.repeat(61)}\n`);
  if (numbers.length === 0) {
    screen.say('no observations\n');
    return;
  }
  const sorted = yield* sortNumbersInChunks(numbers);
  const percentiles = PERCENTILES.map((percent) => percentileOf(sorted, percent));
  for (const [index, percent] of PERCENTILES.entries()) {
    r.scalars.set(`p${percent}`, percentiles[index] ?? MISSING);
  }
  r.scalars.set('skewness', moments.skewness);
  r.scalars.set('kurtosis', moments.kurtosis);
  const number = (value: number | undefined): string =>
    value === undefined ? ' '.repeat(9) : formatWith('%9.0g', value);
  const extreme = (value: number | undefined): string => `      ${number(value)}`;
  const left = (index: number): string =>
    `${String(PERCENTILES[index]).padStart(2)}%    ${number(percentiles[index])}`;
  const right = (name: string, value: string): string => `       ${name.padEnd(15)}${value}`;
  const count = `${withCommas(String(moments.count)).padStart(9)}`;
  screen.say('      Percentiles      Smallest\n');
  screen.say(`${left(0)}${extreme(sorted[0])}\n`);
  screen.say(`${left(1)}${extreme(sorted[1])}\n`);
  screen.say(`${left(2)}${extreme(sorted[2])}${right('Obs', count)}\n`);
  screen.say(`${left(3)}${extreme(sorted[3])}${right('Sum of wgt.', count)}\n\n`);
  screen.say(`${left(4)}${' '.repeat(15)}${right('Mean', number(moments.mean))}\n`);
  screen.say(`${' '.repeat(24)}Largest${right('Std. dev.', number(moments.deviation))}\n`);
  screen.say(`${left(5)}${extreme(sorted.at(-4))}\n`);
  screen.say(`${left(6)}${extreme(sorted.at(-3))}${right('Variance', number(moments.variance))}\n`);
  screen.say(`${left(7)}${extreme(sorted.at(-2))}${right('Skewness', number(moments.skewness))}\n`);
  screen.say(`${left(8)}${extreme(sorted.at(-1))}${right('Kurtosis', number(moments.kurtosis))}\n`);
}

function* numbersOf(variable: Variable, rows: Rows): Work<readonly number[]> {
  if (isStringType(variable.type)) return [];
  const numbers: number[] = [];
  const { values } = variable;
  const take = (at: number): void => {
    const value = values[at];
    if (typeof value === 'number' && !isMissing(value)) numbers.push(value);
  };
  yield* eachInChunks(rows, take, 0.1);
  return numbers;
}
