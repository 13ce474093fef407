import type { Variable } from '../dataset/variable.ts';
import { expandVarlist } from '../dataset/varlist.ts';
import { StataError } from '../error/stata-error.ts';
import { parseExpression } from '../expression/parse-expression.ts';
import { formatForMacro } from '../format/format-value.ts';
import { isMissing, MISSING } from '../value/missing.ts';
import type { Value } from '../value/value.ts';
import type { Context } from './context.ts';
import { compareValues, keyOf, rowsByKey } from './rows-by-key.ts';
import type { Options } from './standard-syntax.ts';
import { momentsOf, percentileOf } from './statistics.ts';

/** What one of egen's functions is given. */
interface EgenCall {
  readonly context: Context;
  /** What stands in its parentheses. */
  readonly argument: string;
  /** The observations (from 0) that are looked at, in groups. */
  readonly groups: readonly (readonly number[])[];
  readonly options: Options;
}

/** One value for each observation that is looked at; the others are missing. */
interface EgenResult {
  readonly values: ReadonlyMap<number, Value>;
  /** What the new variable is, in words; default: nobody says. */
  readonly label?: string;
  readonly type?: 'byte';
}

type EgenFunction = (call: EgenCall) => EgenResult;

/** All that `egen` can do. */
export const EGEN_FUNCTIONS: Readonly<Record<string, EgenFunction>> = {
  mean: ofNumbers((numbers) => momentsOf(numbers).mean),
  sd: ofNumbers((numbers) => momentsOf(numbers).deviation),
  total: totals,
  sum: totals,
  count: ofNumbers((numbers) => numbers.length),
  min: ofNumbers((numbers) => momentsOf(numbers).min),
  max: ofNumbers((numbers) => momentsOf(numbers).max),
  median: ofNumbers((numbers) => percentile(numbers, 50)),
  iqr: ofNumbers((numbers) => difference(percentile(numbers, 75), percentile(numbers, 25))),
  pctile: (call) => {
    const percent = Number(call.options.argument('p') ?? 50);
    return ofNumbers((numbers) => percentile(numbers, percent))(call);
  },
  std: standardised,
  rank: ranks,
  group: groupNumbers,
  tag: tags,
  seq: sequence,
  concat: concatenated,
  rowtotal: acrossRow((numbers) => numbers.reduce((sum, number) => sum + number, 0)),
  rowmean: acrossRow((numbers) => momentsOf(numbers).mean),
  rowsd: acrossRow((numbers) => momentsOf(numbers).deviation),
  rowmin: acrossRow((numbers) => momentsOf(numbers).min),
  rowmax: acrossRow((numbers) => momentsOf(numbers).max),
  rowmedian: acrossRow((numbers) => percentile(numbers, 50)),
  rownonmiss: acrossRow((numbers) => numbers.length),
  rowmiss: acrossRow((numbers, count) => count - numbers.length),
  rowfirst: acrossRow((numbers) => numbers[0] ?? MISSING),
  rowlast: acrossRow((numbers) => numbers.at(-1) ?? MISSING),
};

/** The same number for all observations of a group, of the numbers in it that aren't missing. */
function ofNumbers(result: (numbers: readonly number[]) => number): EgenFunction {
  return (call) => {
    const values = new Map<number, Value>();
    for (const rows of call.groups) {
      const value = result(numbersIn(evaluated(call, rows)));
      for (const at of rows) values.set(at, value);
    }
    return { values };
  };
}

function totals(call: EgenCall): EgenResult {
  const isMissingKept = call.options.has('Missing');
  const total = (numbers: readonly number[]): number =>
    isMissingKept && numbers.length === 0 ? MISSING : momentsOf(numbers).sum;
  return ofNumbers(total)(call);
}

function evaluated({ context, argument }: EgenCall, rows: readonly number[]): readonly Value[] {
  const expression = parseExpression(argument);
  return rows.map((at) => context.evaluateIn(expression, at + 1));
}

function numbersIn(values: readonly Value[]): readonly number[] {
  return values.flatMap((value) => {
    if (typeof value === 'string') throw new StataError(109, 'type mismatch');
    return isMissing(value) ? [] : [value];
  });
}

function percentile(numbers: readonly number[], percent: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted.length === 0 ? MISSING : percentileOf(sorted, percent);
}

function difference(one: number, other: number): number {
  return isMissing(one) || isMissing(other) ? MISSING : one - other;
}

/** Mean 0 and standard deviation 1. */
function standardised(call: EgenCall): EgenResult {
  const values = new Map<number, Value>();
  for (const rows of call.groups) {
    const all = evaluated(call, rows);
    const { mean, deviation } = momentsOf(numbersIn(all));
    for (const [index, at] of rows.entries()) {
      const value = all[index];
      const isNumber = typeof value === 'number' && !isMissing(value) && !isMissing(deviation);
      values.set(at, isNumber ? (value - mean) / deviation : MISSING);
    }
  }
  return { values, label: `Standardized values of (${call.argument})` };
}

/** Equal values share the mean of their places. */
function ranks(call: EgenCall): EgenResult {
  const values = new Map<number, Value>();
  for (const rows of call.groups) {
    const all = evaluated(call, rows);
    const places = placesOf(numbersIn(all));
    for (const [index, at] of rows.entries()) {
      values.set(at, places.get(all[index] ?? MISSING) ?? MISSING);
    }
  }
  return { values, label: `rank of (${call.argument})` };
}

/** The mean of the places that each number has among all. */
function placesOf(numbers: readonly number[]): ReadonlyMap<Value, number> {
  const places = new Map<Value, number>();
  const sorted = numbers.toSorted((a, b) => a - b);
  for (let first = 0; first < sorted.length; ) {
    const number = sorted[first] ?? MISSING;
    let last = first;
    while (sorted[last + 1] === number) last += 1;
    places.set(number, (first + last) / 2 + 1);
    first = last + 1;
  }
  return places;
}

/** Numbers the combinations of values in the order that they sort in. */
function groupNumbers(call: EgenCall): EgenResult {
  const { context, argument, options } = call;
  const keys = expandVarlist(context.state.dataset, argument);
  const isMissingKept = options.has('Missing');
  const rows = call.groups.flat().filter((at) => isMissingKept || !hasMissing(keys, at));
  const groups = [...rowsByKey(rows, keys).values()].toSorted((one, other) =>
    compareRows(keys, one[0] ?? 0, other[0] ?? 0),
  );
  const values = new Map<number, Value>();
  for (const [index, group] of groups.entries()) {
    for (const at of group) values.set(at, index + 1);
  }
  return { values, label: `group(${keys.map(({ name }) => name).join(' ')})` };
}

function compareRows(keys: readonly Variable[], one: number, other: number): number {
  for (const { values } of keys) {
    const order = compareValues(values[one] ?? MISSING, values[other] ?? MISSING);
    if (order !== 0) return order;
  }
  return 0;
}

/** 1 in the first observation of each combination of values, 0 in the others. */
function tags(call: EgenCall): EgenResult {
  const { context, argument, options } = call;
  const keys = expandVarlist(context.state.dataset, argument);
  const isMissingKept = options.has('Missing');
  const values = new Map<number, Value>();
  const seen = new Set<string>();
  for (let at = 0; at < context.state.dataset.observations; at += 1) values.set(at, 0);
  for (const at of call.groups.flat()) {
    const key = keyOf(keys, at);
    if (seen.has(key) || (!isMissingKept && hasMissing(keys, at))) continue;
    seen.add(key);
    values.set(at, 1);
  }
  return { values, type: 'byte', label: `tag(${keys.map(({ name }) => name).join(' ')})` };
}

/** `seq(), from(#) to(#) block(#)`. */
function sequence({ groups, options }: EgenCall): EgenResult {
  const from = Number(options.argument('From') ?? 1);
  const until = options.argument('To');
  const block = Number(options.argument('Block') ?? 1);
  if (![from, Number(until ?? 0), block].every(Number.isInteger) || block < 1) {
    throw new StataError(198, 'invalid syntax');
  }
  const values = new Map<number, Value>();
  for (const rows of groups) {
    const to = until === undefined ? Number.POSITIVE_INFINITY : Number(until);
    const length = Math.abs(to - from) + 1;
    for (const [index, at] of rows.entries()) {
      const step = Math.floor(index / block) % length;
      values.set(at, to >= from ? from + step : from - step);
    }
  }
  return { values };
}

function concatenated({ context, argument, groups, options }: EgenCall): EgenResult {
  const keys = expandVarlist(context.state.dataset, argument);
  const between = (options.argument('Punct') ?? '').replace(/^"(.*)"$/s, '$1');
  const values = new Map<number, Value>();
  for (const at of groups.flat()) {
    const parts = keys.map(({ values }) => formatForMacro(values[at] ?? MISSING));
    values.set(at, parts.join(between));
  }
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
  return ({ context, argument, groups }) => {
    const variables = expandVarlist(context.state.dataset, argument);
    const values = new Map<number, Value>();
    for (const at of groups.flat()) {
      const numbers = numbersIn(variables.map(({ values }) => values[at] ?? MISSING));
      values.set(at, result(numbers, variables.length));
    }
    return { values };
  };
}
