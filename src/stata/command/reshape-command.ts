import { Dataset } from '../dataset/dataset.ts';
import { isStringType, type StorageType } from '../dataset/storage-type.ts';
import { smallestType, storedValue, typeHolding } from '../dataset/stored-value.ts';
import { emptyValue, type Variable } from '../dataset/variable.ts';
import { expandVarlist, findVariable } from '../dataset/varlist.ts';
import { StataError } from '../error/stata-error.ts';
import { withCommas } from '../format/format-number.ts';
import { formatForMacro } from '../format/format-value.ts';
import { MISSING } from '../value/missing.ts';
import type { Value } from '../value/value.ts';
import type { Command } from './command.ts';
import type { Context } from './context.ts';
import { compareValues, rowsByKey } from './rows-by-key.ts';
import { Options, parseStandard } from './standard-syntax.ts';

/** What both directions are told. */
interface Plan {
  /** What the variables are called without the values of `j`. */
  readonly stubs: readonly string[];
  readonly keys: readonly Variable[];
  readonly j: string;
  readonly isText: boolean;
}

/** `reshape long|wide stubs, i(varlist) [j(name) string]`. */
export const reshapeCommand: Command = {
  name: 'reshape',
  run: (context, { rest }) => {
    const { head, options } = parseStandard(rest);
    const [, direction = '', stubs = ''] = /^(long|wide)\s*([\s\S]*)$/.exec(head) ?? [];
    const left = new Options(options);
    const i = left.argument('i');
    const j = left.argument('j') ?? '_j';
    const isText = left.has('String');
    left.end();
    if (direction === '' || stubs === '') throw new StataError(198, 'invalid syntax');
    if (i === undefined) throw new StataError(198, 'option i() required');
    const keys = expandVarlist(context.state.dataset, i);
    const plan = { stubs: stubs.split(/\s+/), keys, j: j.trim(), isText };
    if (direction === 'long') toLong(context, plan);
    else toWide(context, plan);
  },
};

function toLong(context: Context, plan: Plan): void {
  const { dataset } = context.state;
  const { stubs, keys, j, isText } = plan;
  if (dataset.find(j) !== undefined) throw new StataError(110, `variable ${j} already defined`);
  requireKeys(dataset, keys);
  const suffixes = new Set<string>();
  for (const { name } of dataset.variables) {
    for (const stub of stubs) {
      const suffix = name.startsWith(stub) ? name.slice(stub.length) : '';
      if (suffix !== '' && (isText || /^\d+$/.test(suffix))) suffixes.add(suffix);
    }
  }
  if (suffixes.size === 0) {
    throw new StataError(111, `no xij variables found: there are none such as ${stubs[0]}#`);
  }
  const values = [...suffixes]
    .map((suffix): Value => (isText ? suffix : Number(suffix)))
    .toSorted(compareValues);
  const wide = new Set(stubs.flatMap((stub) => values.map((value) => `${stub}${value}`)));
  const others = dataset.variables.filter((each) => !wide.has(each.name) && !keys.includes(each));
  const rows = Array.from({ length: dataset.observations }, (_, at) => at).toSorted((one, other) =>
    byKeys(keys, one, other),
  );
  const result = new Dataset();
  result.label = dataset.label;
  for (const [name, label] of dataset.valueLabels) result.valueLabels.set(name, label);
  const long = rows.flatMap((at) => values.map((value) => ({ at, value })));
  for (const key of keys)
    put(
      result,
      key,
      long.map(({ at }) => key.values[at]),
    );
  const counter = result.add(j, smallestType(values));
  for (const [at, { value }] of long.entries()) counter.values[at] = value;
  for (const stub of stubs) {
    const columns = values.map((value) => dataset.find(`${stub}${value}`));
    const first = columns.find((column) => column !== undefined);
    if (first === undefined) throw new StataError(111, `no variables such as ${stub}# found`);
    const cells = rows.flatMap((at) => columns.map((column) => column?.values[at]));
    const about = { ...first, name: stub, label: '', type: widest(first.type, cells) };
    put(result, about, cells);
  }
  for (const other of others)
    put(
      result,
      other,
      long.map(({ at }) => other.values[at]),
    );
  result.sortedBy = [...keys.map(({ name }) => name), j];
  result.isChanged = true;
  const before = { observations: dataset.observations, variables: dataset.variables.length };
  context.state.dataset = result;
  context.screen.say(`(j = ${values.map(formatForMacro).join(' ')})\n`);
  report(context, plan, { before, values, isLong: true });
}

function toWide(context: Context, plan: Plan): void {
  const { dataset } = context.state;
  const { stubs, keys, j } = plan;
  const counter = findVariable(dataset, j);
  const sources = stubs.map((stub) => findVariable(dataset, stub));
  const values = [...new Set(counter.values)].toSorted(compareValues);
  const rows = Array.from({ length: dataset.observations }, (_, at) => at);
  const groups = [...rowsByKey(rows, keys).values()].toSorted(([one = 0], [other = 0]) =>
    byKeys(keys, one, other),
  );
  for (const group of groups) {
    if (new Set(group.map((at) => counter.values[at])).size < group.length) {
      const names = keys.map(({ name }) => name).join(' ');
      throw new StataError(9, `values of variable ${j} not unique within ${names}`);
    }
  }
  const others = dataset.variables.filter(
    (each) => !sources.includes(each) && !keys.includes(each) && each !== counter,
  );
  for (const other of others) {
    const isConstant = groups.every((group) =>
      group.every((at) => other.values[at] === other.values[group[0] ?? 0]),
    );
    if (!isConstant) throw new StataError(9, `variable ${other.name} not constant within i()`);
  }
  const result = new Dataset();
  result.label = dataset.label;
  for (const [name, label] of dataset.valueLabels) result.valueLabels.set(name, label);
  for (const key of keys)
    put(
      result,
      key,
      groups.map(([at = 0]) => key.values[at]),
    );
  for (const value of values) {
    for (const source of sources) {
      const cells = groups.map((group) => {
        const at = group.find((each) => counter.values[each] === value);
        return at === undefined ? undefined : source.values[at];
      });
      const label = `${formatForMacro(value)} ${source.label || source.name}`;
      put(result, { ...source, name: `${source.name}${formatForMacro(value)}`, label }, cells);
    }
  }
  for (const other of others)
    put(
      result,
      other,
      groups.map(([at = 0]) => other.values[at]),
    );
  result.sortedBy = keys.map(({ name }) => name);
  result.isChanged = true;
  const before = { observations: dataset.observations, variables: dataset.variables.length };
  context.state.dataset = result;
  context.screen.say(`(j = ${values.map(formatForMacro).join(' ')})\n`);
  report(context, plan, { before, values, isLong: false });
}

function byKeys(keys: readonly Variable[], one: number, other: number): number {
  for (const { values } of keys) {
    const order = compareValues(values[one] ?? MISSING, values[other] ?? MISSING);
    if (order !== 0) return order;
  }
  return one - other;
}

function requireKeys(dataset: Dataset, keys: readonly Variable[]): void {
  const rows = Array.from({ length: dataset.observations }, (_, at) => at);
  if (rowsByKey(rows, keys).size === rows.length) return;
  const names = keys.map(({ name }) => name).join(' ');
  throw new StataError(9, `variable ${names} does not uniquely identify the observations`);
}

function widest(type: StorageType, cells: readonly (Value | undefined)[]): StorageType {
  const fitting = cells.filter(
    (cell) => cell !== undefined && (typeof cell === 'string') === isStringType(type),
  );
  return fitting.reduce<StorageType>((wide, cell) => typeHolding(wide, cell ?? MISSING), type);
}

function put(
  result: Dataset,
  { name, type, values: _, ...about }: Variable,
  cells: readonly (Value | undefined)[],
): void {
  const variable = Object.assign(result.add(name, type), about);
  result.setObservations(cells.length);
  for (const [at, cell] of cells.entries()) {
    variable.values[at] = cell === undefined ? emptyValue(type) : storedValue(type, cell);
  }
}

function report(
  { screen, state: { dataset } }: Context,
  { stubs, j }: Plan,
  {
    before,
    values,
    isLong,
  }: {
    readonly before: { readonly observations: number; readonly variables: number };
    readonly values: readonly Value[];
    readonly isLong: boolean;
  },
): void {
  const line = (left: string, right: string): string => `${left}   ->   ${right}\n`;
  const counted = (what: string, was: number, is: number): string =>
    line(
      `${what}${withCommas(String(was)).padStart(39 - what.length)}`,
      withCommas(String(is)).padEnd(12),
    );
  const rule = `${'-'.repeat(77)}\n`;
  const names = (stub: string): string => {
    const all = values.map((value) => `${stub}${formatForMacro(value)}`);
    return all.length > 3 ? `${all[0]} ${all[1]} ... ${all.at(-1)}` : all.join(' ');
  };
  screen.say(
    `\n${line(`Data${(isLong ? 'Wide' : 'Long').padStart(35)}`, isLong ? 'Long' : 'Wide')}`,
  );
  screen.say(rule);
  screen.say(counted('Number of observations', before.observations, dataset.observations));
  screen.say(counted('Number of variables', before.variables, dataset.variables.length));
  const what = `j variable (${values.length} values)`;
  screen.say(
    line(`${what}${(isLong ? '' : j).padStart(39 - what.length)}`, isLong ? j : '(dropped)'),
  );
  screen.say('xij variables:\n');
  for (const stub of stubs) {
    screen.say(
      isLong ? line(names(stub).padStart(39), stub) : line(stub.padStart(39), names(stub)),
    );
  }
  screen.say(rule);
}
