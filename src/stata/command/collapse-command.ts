import { isStringType, type StorageType } from '../dataset/storage-type.ts';
import { isEmpty, storedValue } from '../dataset/stored-value.ts';
import { emptyValue, type Variable } from '../dataset/variable.ts';
import { expandVarlist, findVariable } from '../dataset/varlist.ts';
import { StataError } from '../error/stata-error.ts';
import { isMissing, MISSING } from '../value/missing.ts';
import type { Value } from '../value/value.ts';
import type { Command } from './command.ts';
import type { Context } from './context.ts';
import { rowsByKey } from './rows-by-key.ts';
import { sortUpwards } from './sort-data.ts';
import { Options, parseStandard, rowsInSample } from './standard-syntax.ts';
import { momentsOf, percentileOf } from './statistics.ts';

type Statistic = (values: readonly Value[]) => Value;

const STATISTICS: Readonly<Record<string, Statistic>> = {
  mean: ofNumbers((numbers) => momentsOf(numbers).mean),
  sd: ofNumbers((numbers) => momentsOf(numbers).deviation),
  sum: ofNumbers((numbers) => momentsOf(numbers).sum),
  count: (values) => values.filter((value) => !isEmpty(value)).length,
  min: ofNumbers((numbers) => momentsOf(numbers).min),
  max: ofNumbers((numbers) => momentsOf(numbers).max),
  median: ofNumbers((numbers) => percentile(numbers, 50)),
  iqr: ofNumbers((numbers) =>
    numbers.length === 0 ? MISSING : percentile(numbers, 75) - percentile(numbers, 25),
  ),
  first: (values) => values[0] ?? MISSING,
  last: (values) => values.at(-1) ?? MISSING,
  firstnm: (values) => values.find((value) => !isEmpty(value)) ?? values[0] ?? MISSING,
  lastnm: (values) => values.findLast((value) => !isEmpty(value)) ?? values[0] ?? MISSING,
};

/** What keeps the type of its variable: the others are numbers that it may not hold. */
const KEEPS_TYPE = /^(?:min|max|first|last|firstnm|lastnm)$/;

/** One variable of the result. */
interface Target {
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
    const targets = targetsOf(context, syntax.head);
    const rows = (yield* rowsInSample(context, syntax)).filter(
      (at) => !isComplete || targets.every(({ source }) => !isEmpty(source.values[at])),
    );
    if (rows.length === 0) throw new StataError(2000, 'no observations');
    const groups = [...rowsByKey(rows, keys).values()];
    const columns = [
      ...keys.map((key) => ({
        ...key,
        values: groups.map(([first = 0]) => key.values[first] ?? MISSING),
      })),
      ...targets.map((target) => columnOf(target, groups)),
    ];
    dataset.dropVariables([...dataset.variables]);
    for (const { name, type, values, ...about } of columns) {
      const variable = Object.assign(dataset.add(name, type), about);
      dataset.setObservations(groups.length);
      for (const [at, value] of values.entries()) variable.values[at] = value;
    }
    const sorted = dataset.variables.slice(0, keys.length);
    if (sorted.length > 0) yield* sortUpwards(dataset, sorted);
  },
};

/** `(stat) name new=old …`, with `mean` where nothing is said. */
function targetsOf(context: Context, head: string): readonly Target[] {
  const { dataset } = context.state;
  const targets: Target[] = [];
  let statistic = 'mean';
  for (const [token] of head.replaceAll(/\s*=\s*/g, '=').matchAll(/\([^)]*\)|[^\s()]+/g)) {
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
    targets.push(...found.map((each) => ({ ...each, statistic })));
  }
  if (targets.length === 0) throw new StataError(198, 'invalid syntax');
  const names = targets.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new StataError(198, `name conflict: ${twice}`);
  return targets;
}

function columnOf(
  { name, source, statistic }: Target,
  groups: readonly (readonly number[])[],
): Variable {
  const isText = isStringType(source.type);
  const compute = STATISTICS[statistic] ?? percentileStatistic(Number(statistic.slice(1)));
  const type = typeOf(source.type, statistic);
  if (isText && isStringType(type) !== isText) throw new StataError(109, 'type mismatch');
  const values = groups.map((rows) =>
    compute(rows.map((at) => source.values[at] ?? emptyValue(source.type))),
  );
  return {
    ...source,
    name,
    type,
    format: type === source.type || statistic !== 'count' ? source.format : '%9.0g',
    label: `(${statistic}) ${source.label === '' ? source.name : source.label}`,
    valueLabel: KEEPS_TYPE.test(statistic) ? source.valueLabel : '',
    values: values.map((value) => storedValue(type, value)),
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

function percentile(numbers: readonly number[], percent: number): number {
  return percentileOf(
    numbers.toSorted((a, b) => a - b),
    percent,
  );
}

function ofNumbers(result: (numbers: readonly number[]) => number): Statistic {
  return (values) => {
    if (values.some((value) => typeof value === 'string'))
      throw new StataError(109, 'type mismatch');
    return result(
      values.flatMap((value) => (typeof value === 'string' || isMissing(value) ? [] : [value])),
    );
  };
}
