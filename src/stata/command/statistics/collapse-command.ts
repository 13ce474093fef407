import { rowsWhere } from '../../dataset/rows.ts';
import { isStringType, type StorageType } from '../../dataset/storage-type.ts';
import { isEmpty, storedValue } from '../../dataset/stored-value.ts';
import { emptyValue, type Variable } from '../../dataset/variable.ts';
import { expandVarlist, findVariable } from '../../dataset/varlist.ts';
import type { Command } from '../../engine/command.ts';
import type { Context } from '../../engine/context.ts';
import { StataError } from '../../error/stata-error.ts';
import { isMissing, MISSING } from '../../value/missing.ts';
import type { Value } from '../../value/value.ts';
import type { Work } from '../../work/effect.ts';
import {
  eachGroupInChunks,
  eachInChunks,
  filterInChunks,
  mapInChunks,
} from '../../work/in-chunks.ts';
import { sortNumbersInChunks } from '../../work/sort-in-chunks.ts';
import { Options, parseStandard, rowsInSample } from '../language/standard-syntax.ts';
import { firstValues, type RowGroups, sortedGroups } from '../observations/row-groups.ts';
import {
  momentsOf,
  type Numbers,
  percentile,
  percentileOf,
  type Totals,
  totalsOf,
} from './statistics.ts';

type Statistic = (values: readonly Value[]) => Work<Value>;

/** What may stand in parentheses, beside `p1` to `p99`. */
export const STATISTICS: Readonly<Record<string, Statistic>> = {
  mean: ofTotals(({ mean }) => mean),
  sd: ofNumbers(function* (numbers) {
    return (yield* momentsOf(numbers)).deviation;
  }),
  sum: ofTotals(({ sum }) => sum),
  *count(values) {
    return (yield* filterInChunks(values, (value) => !isEmpty(value))).length;
  },
  min: ofTotals(({ min }) => min),
  max: ofTotals(({ max }) => max),
  median: ofNumbers((numbers) => percentile(numbers, 50)),
  iqr: ofNumbers(function* (numbers) {
    if (numbers.length === 0) return MISSING;
    const sorted = yield* sortNumbersInChunks(numbers);
    return percentileOf(sorted, 75) - percentileOf(sorted, 25);
  }),
  first: ofPlace((values) => values[0]),
  last: ofPlace((values) => values.at(-1)),
  firstnm: ofPlace((values) => values.find((value) => !isEmpty(value)) ?? values[0]),
  lastnm: ofPlace((values) => values.findLast((value) => !isEmpty(value)) ?? values[0]),
};

/** Statistics that keep their variable's type; the results of all others may not fit into it. */
const KEEPS_TYPE = /^(?:min|max|first|last|firstnm|lastnm)$/;

/** One variable of the result. */
interface CollapsedVariable {
  readonly name: string;
  readonly source: Variable;
  readonly statistic: string;
}

/** `collapse (mean) x y (sum) total=z … [if] [in] [, by(varlist) cw fast]`: one observation a group. */
export const collapseCommand: Command = {
  name: 'collapse',
  *run(context, { rest }) {
    const syntax = parseStandard(rest);
    const options = new Options(syntax.options);
    const by = options.argument('by') ?? '';
    const isComplete = options.has('cw');
    options.take('fast');
    options.end();
    const { dataset } = context.state;
    const keys = expandVarlist(dataset, by);
    const targets = collapsedVariables(context, syntax.head);
    const rows = yield* rowsWhere(
      yield* rowsInSample(context, syntax),
      (at) => !isComplete || targets.every(({ source }) => !isEmpty(source.values[at])),
    );
    if (rows.length === 0) throw new StataError(2000, 'no observations');
    const groups = yield* sortedGroups(rows, keys);
    const columns: Variable[] = [];
    for (const key of keys) columns.push({ ...key, values: yield* firstValues(groups, key) });
    for (const target of targets) columns.push(yield* columnOf(target, groups));
    const result = dataset.emptied();
    for (const column of columns) result.put(column);
    result.sortedBy = keys.map(({ name }) => name);
    context.state.dataset = result;
  },
};

/** `(stat) name new=old …`, with `mean` where nothing is said. */
function collapsedVariables(context: Context, head: string): readonly CollapsedVariable[] {
  const { dataset } = context.state;
  const targets: CollapsedVariable[] = [];
  const names = new Set<string>();
  let statistic = 'mean';
  const compact = head.replaceAll(/\s+/g, ' ').replaceAll(/ ?= ?/g, '=');
  for (const [token] of compact.matchAll(/\([^()]*\)|[^\s()]+/g)) {
    const named = /^\(\s*(\w+)\s*\)$/.exec(token)?.[1];
    if (named !== undefined) {
      if (!(Object.hasOwn(STATISTICS, named) || /^p\d\d?$/.test(named))) {
        throw new StataError(198, `invalid statistic: ${named}`);
      }
      statistic = named;
      continue;
    }
    const [name, source] = token.split('=');
    if (name === undefined || name === '') throw new StataError(198, 'invalid syntax');
    const found =
      source === undefined
        ? expandVarlist(dataset, name).map((variable) => ({
            name: variable.name,
            source: variable,
          }))
        : [{ name, source: findVariable(dataset, source) }];
    for (const each of found) {
      if (names.has(each.name)) throw new StataError(198, `name conflict: ${each.name}`);
      names.add(each.name);
      targets.push({ ...each, statistic });
    }
  }
  if (targets.length === 0) throw new StataError(198, 'invalid syntax');
  return targets;
}

function* columnOf(
  { name, source, statistic }: CollapsedVariable,
  groups: RowGroups,
): Work<Variable> {
  const isText = isStringType(source.type);
  const compute = STATISTICS[statistic] ?? percentileStatistic(Number(statistic.slice(1)));
  const type = typeOf(source.type, statistic);
  if (isText && isStringType(type) !== isText) throw new StataError(109, 'type mismatch');
  const empty = emptyValue(source.type);
  const values: Value[] = [];
  yield* eachGroupInChunks(groups, function* (rows) {
    const all = yield* mapInChunks(rows, (at) => source.values[at] ?? empty);
    values.push(storedValue(type, yield* compute(all)));
  });
  return {
    ...source,
    name,
    type,
    format: type === source.type || statistic !== 'count' ? source.format : '%9.0g',
    label: `(${statistic}) ${source.label === '' ? source.name : source.label}`,
    valueLabel: KEEPS_TYPE.test(statistic) ? source.valueLabel : '',
    values,
  };
}

function typeOf(source: StorageType, statistic: string): StorageType {
  if (statistic === 'count') return 'long';
  if (KEEPS_TYPE.test(statistic)) return source;
  return statistic === 'sum' || source === 'double' || source === 'long' ? 'double' : 'float';
}

function percentileStatistic(percent: number): Statistic {
  return ofNumbers((numbers) => percentile(numbers, percent));
}

function ofTotals(result: (totals: Totals) => number): Statistic {
  return ofNumbers(function* (numbers) {
    return result(yield* totalsOf(numbers));
  });
}

function ofNumbers(result: (numbers: Numbers) => Work<number>): Statistic {
  return function* (values) {
    const numbers: number[] = [];
    const take = (value: Value): void => {
      if (typeof value === 'string') throw new StataError(109, 'type mismatch');
      if (!isMissing(value)) numbers.push(value);
    };
    yield* eachInChunks(values, take, 0.1);
    return yield* result(numbers);
  };
}

function ofPlace(result: (values: readonly Value[]) => Value | undefined): Statistic {
  // biome-ignore lint/correctness/useYield: it takes no time, unlike other statistics
  return function* (values) {
    return result(values) ?? MISSING;
  };
}
