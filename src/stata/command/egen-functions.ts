import type { Variable } from '../dataset/variable.ts';
import { expandVarlist } from '../dataset/varlist.ts';
import type { Work } from '../engine/effect.ts';
import {
  atOnce,
  eachGroupInParts,
  eachInParts,
  mapInParts,
  timesInParts,
} from '../engine/in-parts.ts';
import { sortInParts } from '../engine/sort-in-parts.ts';
import { StataError } from '../error/stata-error.ts';
import { parseExpression } from '../expression/parse-expression.ts';
import { formatForMacro } from '../format/format-value.ts';
import { isMissing, MISSING } from '../value/missing.ts';
import type { Value } from '../value/value.ts';
import type { Context } from './context.ts';
import { compareRows, keyOf, rowsByKey } from './rows-by-key.ts';
import type { Options } from './standard-syntax.ts';
import {
  momentsOf,
  percentile,
  percentileOf,
  sortedNumbers,
  type Totals,
  totalsOf,
} from './statistics.ts';

/** What one of egen's functions is given. */
interface EgenCall {
  readonly context: Context;
  /** What stands in its parentheses. */
  readonly argument: string;
  /** The observations (from 0) that are looked at, in groups. */
  readonly groups: readonly (readonly number[])[];
  readonly options: Options;
}

/** A value for each observation; undefined for those that are not looked at. */
type Column = (Value | undefined)[];

interface EgenResult {
  readonly values: Column;
  /** What the new variable is, in words; default: nobody says. */
  readonly label?: string;
  readonly type?: 'byte';
}

type EgenFunction = (call: EgenCall) => Work<EgenResult>;

/** Something that is reckoned of numbers. */
type Statistic = (numbers: readonly number[]) => Work<number>;

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
    const sorted = yield* sortedNumbers(numbers);
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

function columnFor({ context }: EgenCall, value?: Value): Column {
  return new Array<Value | undefined>(context.state.dataset.observations).fill(value);
}

/** The same number for all observations of a group, of the numbers in it that aren't missing. */
function ofNumbers(result: Statistic): EgenFunction {
  return function* (call) {
    const values = columnFor(call);
    const evaluate = evaluating(call);
    yield* eachGroupInParts(call.groups, function* (rows) {
      const numbers: number[] = [];
      yield* eachInParts(rows, (at) => addNumber(numbers, evaluate(at)));
      const value = yield* result(numbers);
      for (const at of rows) values[at] = value;
    });
    return { values };
  };
}

function ofTotals(result: (totals: Totals) => number): EgenFunction {
  return ofNumbers(function* (numbers) {
    return result(yield* totalsOf(numbers));
  });
}

function* deviation(numbers: readonly number[]): Work<number> {
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

/** Does something for each observation that is looked at. */
function eachRow({ groups }: EgenCall, act: (at: number) => void, cost = 1): Work {
  return eachGroupInParts(groups, (rows) => eachInParts(rows, act, cost));
}

/** Mean 0 and standard deviation 1. */
function* standardised(call: EgenCall): Work<EgenResult> {
  const values = columnFor(call);
  const evaluate = evaluating(call);
  yield* eachGroupInParts(call.groups, function* (rows) {
    const all = yield* mapInParts(rows, evaluate);
    const { mean, deviation } = yield* momentsOf(numbersIn(all));
    yield* eachInParts(rows, (at, index) => {
      const value = all[index];
      const isNumber = typeof value === 'number' && !isMissing(value) && !isMissing(deviation);
      values[at] = isNumber ? (value - mean) / deviation : MISSING;
    });
  });
  return { values, label: `Standardized values of (${call.argument})` };
}

/** Equal values share the mean of their places. */
function* ranks(call: EgenCall): Work<EgenResult> {
  const values = columnFor(call);
  const evaluate = evaluating(call);
  yield* eachGroupInParts(call.groups, function* (rows) {
    const all = yield* mapInParts(rows, evaluate);
    const places = yield* placesOf(numbersIn(all));
    yield* eachInParts(rows, (at, index) => {
      values[at] = places.get(all[index] ?? MISSING) ?? MISSING;
    });
  });
  return { values, label: `rank of (${call.argument})` };
}

/** The mean of the places that each number has among all. */
function* placesOf(numbers: readonly number[]): Work<ReadonlyMap<Value, number>> {
  const places = new Map<Value, number>();
  const sorted = yield* sortedNumbers(numbers);
  let first = 0;
  yield* timesInParts(sorted.length, (at) => {
    const number = sorted[at] ?? MISSING;
    if (sorted[at + 1] === number) return;
    places.set(number, (first + at) / 2 + 1);
    first = at + 1;
  });
  return places;
}

/** Numbers the combinations of values in the order that they sort in. */
function* groupNumbers(call: EgenCall): Work<EgenResult> {
  const { context, argument, options } = call;
  const keys = expandVarlist(context.state.dataset, argument);
  const isMissingKept = options.has('Missing');
  const rows: number[] = [];
  yield* eachRow(call, (at) => {
    if (isMissingKept || !hasMissing(keys, at)) rows.push(at);
  });
  const found = [...(yield* rowsByKey(rows, keys)).values()];
  const groups = yield* sortInParts(found, ([one = 0], [other = 0]) =>
    compareRows(keys, one, other),
  );
  const values = columnFor(call);
  yield* eachGroupInParts(groups, (group, index) =>
    eachInParts(group, (at) => {
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
  const seen = new Set<Value>();
  yield* eachRow(call, (at) => {
    const key = keyOf(keys, at);
    if (seen.has(key) || (!isMissingKept && hasMissing(keys, at))) return;
    seen.add(key);
    values[at] = 1;
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
  yield* eachGroupInParts(groups, (rows) =>
    eachInParts(rows, (at, index) => {
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
  const values = columnFor(call);
  const join = (at: number): void => {
    const parts = keys.map(({ values }) => formatForMacro(values[at] ?? MISSING));
    values[at] = parts.join(between);
  };
  yield* eachRow(call, join, keys.length);
  return { values };
}

function hasMissing(keys: readonly Variable[], at: number): boolean {
  return keys.some(({ values }) => {
    const value = values[at] ?? MISSING;
    return typeof value === 'string' ? value === '' : isMissing(value);
  });
}

/** One number for each observation, of several variables. */
function acrossRow(result: (numbers: readonly number[], count: number) => number): EgenFunction {
  return function* (call) {
    const variables = expandVarlist(call.context.state.dataset, call.argument);
    const values = columnFor(call);
    const fill = (at: number): void => {
      const numbers = numbersIn(variables.map(({ values }) => values[at] ?? MISSING));
      values[at] = result(numbers, variables.length);
    };
    yield* eachRow(call, fill, variables.length);
    return { values };
  };
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
