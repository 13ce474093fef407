import { type Rows, rowsWhere } from '../../dataset/rows.ts';
import type { Variable } from '../../dataset/variable.ts';
import { expandVarlist } from '../../dataset/varlist.ts';
import type { Context } from '../../engine/context.ts';
import { StataError } from '../../error/stata-error.ts';
import { numeric } from '../../expression/evaluate.ts';
import { parseExpression } from '../../expression/parse-expression.ts';
import { formatForMacro } from '../../format/format-value.ts';
import { isMissing, MISSING } from '../../value/missing.ts';
import { requireLength } from '../../value/string-length.ts';
import type { Value } from '../../value/value.ts';
import type { Work } from '../../work/effect.ts';
import { atOnce, eachGroupInChunks, eachInChunks, timesInChunks } from '../../work/in-chunks.ts';
import { orderInChunks, sortNumbersInChunks } from '../../work/sort-in-chunks.ts';
import type { Options } from '../language/standard-syntax.ts';
import { KeyNumbers } from '../observations/key-numbers.ts';
import { type RowGroups, sortedGroups } from '../observations/row-groups.ts';
import {
  momentsOf,
  type Numbers,
  percentile,
  percentileOf,
  type Totals,
  totalsOf,
} from '../statistics/statistics.ts';

/** What one of egen's functions is given. */
interface EgenCall {
  readonly context: Context;
  /** What stands in its parentheses. */
  readonly argument: string;
  /** The observations (from 0) that are looked at, in groups. */
  readonly groups: RowGroups;
  readonly options: Options;
}

/** A value for each observation, an empty one for those that are not looked at: all texts, or all numbers. */
type Column = Value[];

interface EgenResult {
  readonly values: Column;
  /** What the new variable is, in words; default: nobody says. */
  readonly label?: string;
  readonly type?: 'byte';
}

type EgenFunction = (call: EgenCall) => Work<EgenResult>;

/** A statistic of numbers. */
type Statistic = (numbers: Numbers) => Work<number>;

/** All that `egen` can do. */
export const EGEN_FUNCTIONS: Readonly<Record<string, EgenFunction>> = {
  mean: ofTotals(({ mean }) => mean),
  sd: ofNumbers(deviation),
  total: totals,
  sum: totals,
  count: ofTotals(({ count }) => count),
  min: ofTotals(({ min }) => min),
  max: ofTotals(({ max }) => max),
  median: ofNumbers((numbers) => percentile(numbers, 50)),
  iqr: ofNumbers(function* (numbers) {
    if (numbers.length === 0) return MISSING;
    const sorted = yield* sortNumbersInChunks(numbers);
    return percentileOf(sorted, 75) - percentileOf(sorted, 25);
  }),
  *pctile(call) {
    const percent = Number(call.options.argument('p') ?? 50);
    return yield* ofNumbers((numbers) => percentile(numbers, percent))(call);
  },
  std: standardised,
  rank: ranks,
  group: groupNumbers,
  tag: tags,
  seq: sequence,
  concat: concatenated,
  rowtotal: acrossRow((numbers) => sumOf(numbers)),
  rowmean: acrossRow((numbers) =>
    numbers.length === 0 ? MISSING : sumOf(numbers) / numbers.length,
  ),
  rowsd: acrossRow((numbers) => atOnce(deviation(numbers))),
  rowmin: acrossRow((numbers) => numbers.reduce((least, each) => Math.min(least, each), MISSING)),
  rowmax: acrossRow((numbers) => atOnce(totalsOf(numbers)).max),
  rowmedian: acrossRow((numbers) => atOnce(percentile(numbers, 50))),
  rownonmiss: acrossRow((numbers) => numbers.length),
  rowmiss: acrossRow((numbers, count) => count - numbers.length),
  rowfirst: acrossRow((numbers) => numbers[0] ?? MISSING),
  rowlast: acrossRow((numbers) => numbers.at(-1) ?? MISSING),
};

function columnFor({ context }: EgenCall, value: Value = MISSING): Column {
  return new Array<Value>(context.state.dataset.observations).fill(value);
}

/** The same number for all observations of a group, of the numbers in it that aren't missing. */
function ofNumbers(result: Statistic): EgenFunction {
  return function* (call) {
    const values = columnFor(call);
    const evaluate = evaluating(call);
    yield* eachGroupInChunks(call.groups, function* (rows) {
      const numbers: number[] = [];
      yield* eachInChunks(rows, (at) => addNumber(numbers, evaluate(at)));
      const value = yield* result(numbers);
      yield* eachInChunks(
        rows,
        (at) => {
          values[at] = value;
        },
        0.1,
      );
    });
    return { values };
  };
}

function ofTotals(result: (totals: Totals) => number): EgenFunction {
  return ofNumbers(function* (numbers) {
    return result(yield* totalsOf(numbers));
  });
}

function* deviation(numbers: Numbers): Work<number> {
  return (yield* momentsOf(numbers)).deviation;
}

function totals(call: EgenCall): Work<EgenResult> {
  const isMissingKept = call.options.has('Missing');
  return ofTotals(({ sum, count }) => (isMissingKept && count === 0 ? MISSING : sum))(call);
}

function evaluating({ context, argument }: EgenCall): (at: number) => Value {
  const expression = parseExpression(argument);
  return (at) => context.evaluateIn(expression, at + 1);
}

function numbersIn(values: readonly Value[]): readonly number[] {
  const numbers: number[] = [];
  for (const value of values) addNumber(numbers, value);
  return numbers;
}

function addNumber(numbers: number[], value: Value): void {
  if (typeof value === 'string') throw new StataError(109, 'type mismatch');
  if (!isMissing(value)) numbers.push(value);
}

/** Mean 0 and standard deviation 1. */
function* standardised(call: EgenCall): Work<EgenResult> {
  const values = columnFor(call);
  yield* eachGroupInChunks(call.groups, function* (rows) {
    const all = yield* numbersOf(call, rows);
    const numbers: number[] = [];
    yield* eachInChunks(all, (number) => addNumber(numbers, number), 0.1);
    const { mean, deviation } = yield* momentsOf(numbers);
    const isLacking = isMissing(deviation);
    yield* eachInChunks(rows, (at, index) => {
      const number = all[index] ?? MISSING;
      if (!isLacking && !isMissing(number)) values[at] = (number - mean) / deviation;
    });
  });
  return { values, label: `Standardized values of (${call.argument})` };
}

/** Equal values share the mean of their places; missing ones have none. */
function* ranks(call: EgenCall): Work<EgenResult> {
  const values = columnFor(call);
  yield* eachGroupInChunks(call.groups, function* (rows) {
    const all = yield* numbersOf(call, rows);
    const numberAt = (at: number): number => all[at] ?? MISSING;
    const order = yield* orderInChunks(all.length, (one, other) => numberAt(one) - numberAt(other));
    const placed = (at: number): number => numberAt(order[at] ?? -1);
    /** Where the run of equal values begins that a place is in. */
    const firsts = new Int32Array(order.length);
    let first = 0;
    yield* eachInChunks(order, (_, at) => {
      if (placed(at) !== placed(first)) first = at;
      firsts[at] = first;
    });
    let last = order.length - 1;
    yield* timesInChunks(order.length, (done) => {
      const at = order.length - 1 - done;
      const begin = firsts[at] ?? 0;
      if (firsts[last] !== begin) last = at;
      if (!isMissing(placed(at))) values[rows[order[at] ?? 0] ?? 0] = (begin + last) / 2 + 1;
    });
  });
  return { values, label: `rank of (${call.argument})` };
}

/** The argument's value in each of some observations. */
function* numbersOf(call: EgenCall, rows: Rows): Work<Float64Array> {
  const evaluate = evaluating(call);
  const numbers = new Float64Array(rows.length);
  yield* eachInChunks(rows, (at, index) => {
    numbers[index] = numeric(evaluate(at));
  });
  return numbers;
}

/** Numbers the combinations of values in the order that they sort in. */
function* groupNumbers(call: EgenCall): Work<EgenResult> {
  const { context, argument, options } = call;
  const keys = expandVarlist(context.state.dataset, argument);
  const isMissingKept = options.has('Missing');
  const rows = yield* rowsWhere(call.groups.rows, (at) => isMissingKept || !hasMissing(keys, at));
  const groups = yield* sortedGroups(rows, keys);
  const values = columnFor(call);
  yield* eachGroupInChunks(groups, (group, index) =>
    eachInChunks(group, (at) => {
      values[at] = index + 1;
    }),
  );
  return { values, label: `group(${keys.map(({ name }) => name).join(' ')})` };
}

/** 1 in the first observation of each combination of values, 0 in the others. */
function* tags(call: EgenCall): Work<EgenResult> {
  const { context, argument, options } = call;
  const keys = expandVarlist(context.state.dataset, argument);
  const isMissingKept = options.has('Missing');
  const values = columnFor(call, 0);
  const seen = new KeyNumbers(keys, call.groups.rows.length);
  yield* eachInChunks(call.groups.rows, (at) => {
    if (!isMissingKept && hasMissing(keys, at)) return;
    const before = seen.count;
    seen.add(at);
    if (seen.count > before) values[at] = 1;
  });
  return { values, type: 'byte', label: `tag(${keys.map(({ name }) => name).join(' ')})` };
}

/** `seq(), from(#) to(#) block(#)`. */
function* sequence(call: EgenCall): Work<EgenResult> {
  const { groups, options } = call;
  const from = Number(options.argument('From') ?? 1);
  const until = options.argument('To');
  const block = Number(options.argument('Block') ?? 1);
  if (![from, Number(until ?? 0), block].every(Number.isInteger) || block < 1) {
    throw new StataError(198, 'invalid syntax');
  }
  const to = until === undefined ? Number.POSITIVE_INFINITY : Number(until);
  const length = Math.abs(to - from) + 1;
  const values = columnFor(call);
  yield* eachGroupInChunks(groups, (rows) =>
    eachInChunks(rows, (at, index) => {
      const step = Math.floor(index / block) % length;
      values[at] = to >= from ? from + step : from - step;
    }),
  );
  return { values };
}

function* concatenated(call: EgenCall): Work<EgenResult> {
  const { context, argument, options } = call;
  const keys = expandVarlist(context.state.dataset, argument);
  const between = (options.argument('Punct') ?? '').replace(/^"(.*)"$/s, '$1');
  const values = columnFor(call, '');
  const join = (at: number): void => {
    const parts = keys.map(({ values }) => formatForMacro(values[at] ?? MISSING));
    requireLength(parts.reduce((sum, { length }) => sum + length + between.length, 0));
    values[at] = parts.join(between);
  };
  yield* eachInChunks(call.groups.rows, join, keys.length);
  return { values };
}

function hasMissing(keys: readonly Variable[], at: number): boolean {
  return keys.some(({ values }) => {
    const value = values[at] ?? MISSING;
    return typeof value === 'string' ? value === '' : isMissing(value);
  });
}

/** One number for each observation, computed from several variables. */
function acrossRow(result: (numbers: readonly number[], count: number) => number): EgenFunction {
  return function* (call) {
    const variables = expandVarlist(call.context.state.dataset, call.argument);
    const values = columnFor(call);
    const fill = (at: number): void => {
      const numbers = numbersIn(variables.map(({ values }) => values[at] ?? MISSING));
      values[at] = result(numbers, variables.length);
    };
    yield* eachInChunks(call.groups.rows, fill, variables.length);
    return { values };
  };
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
