import { compareValues } from '../../dataset/compare-values.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import { requireMemory } from '../../dataset/memory-budget.ts';
import { consecutiveRows } from '../../dataset/rows.ts';
import { isStringType, type StorageType } from '../../dataset/storage-type.ts';
import { smallestType, storedValue, typeHoldingAll } from '../../dataset/stored-value.ts';
import { createVariable, emptyValue, type Variable } from '../../dataset/variable.ts';
import { expandVarlist, findVariable } from '../../dataset/varlist.ts';
import type { Context } from '../../engine/context.ts';
import { StataError } from '../../error/stata-error.ts';
import { withCommas } from '../../format/format-number.ts';
import { formatForMacro } from '../../format/format-value.ts';
import { MISSING } from '../../value/missing.ts';
import type { Value } from '../../value/value.ts';
import type { Work } from '../../work/effect.ts';
import {
  eachGroupInChunks,
  eachInChunks,
  filterInChunks,
  mapInChunks,
  timesInChunks,
} from '../../work/in-chunks.ts';
import { orderInChunks } from '../../work/sort-in-chunks.ts';
import { Options, parseStandard } from '../language/standard-syntax.ts';
import { withSubcommands } from '../language/subcommands.ts';
import { isUnique } from '../observations/key-numbers.ts';
import { compareRows, firstValues, sortedGroups } from '../observations/row-groups.ts';

/** What `reshape long` and `reshape wide` are given. */
interface Plan {
  /** What the variables are called without the values of `j`. */
  readonly stubs: readonly string[];
  readonly keys: readonly Variable[];
  readonly j: string;
  readonly isText: boolean;
}

/** `reshape long|wide stubs, i(varlist) [j(name) string]`. */
export const reshapeCommand = withSubcommands({
  name: 'reshape',
  subcommands: [
    { name: 'long', run: (context, argument) => toLong(context, planOf(context, argument)) },
    { name: 'wide', run: (context, argument) => toWide(context, planOf(context, argument)) },
  ],
});

function planOf({ state: { dataset } }: Context, argument: string): Plan {
  const { head, options } = parseStandard(argument);
  const left = new Options(options);
  const i = left.argument('i');
  const j = left.argument('j') ?? '_j';
  const isText = left.has('String');
  left.end();
  if (head === '') throw new StataError(198, 'invalid syntax');
  if (i === undefined) throw new StataError(198, 'option i() required');
  return { stubs: head.split(/\s+/), keys: expandVarlist(dataset, i), j: j.trim(), isText };
}

function* toLong(context: Context, plan: Plan): Work {
  const { dataset } = context.state;
  const { stubs, keys, j, isText } = plan;
  if (dataset.find(j) !== undefined) throw new StataError(110, `variable ${j} already defined`);
  yield* requireKeys(dataset, keys);
  requireMemory(0, keys.length + 1 + stubs.length);
  const suffixes = new Set<string>();
  /** The names that consist of a stub and a value. */
  const wide = new Set<string>();
  const look = ({ name }: Variable): void => {
    for (const stub of stubs) {
      const suffix = name.startsWith(stub) ? name.slice(stub.length) : '';
      if (suffix === '' || !(isText || /^\d+$/.test(suffix))) continue;
      suffixes.add(suffix);
      if (isText || String(Number(suffix)) === suffix) wide.add(name);
    }
  };
  yield* eachInChunks(dataset.variables, look, stubs.length / 10);
  if (suffixes.size === 0) {
    throw new StataError(111, `no xij variables found: there are none such as ${stubs[0]}#`);
  }
  const values = [...suffixes]
    .map((suffix): Value => (isText ? suffix : Number(suffix)))
    .toSorted(compareValues);
  const isKey = new Set(keys);
  const others = dataset.variables.filter((each) => !wide.has(each.name) && !isKey.has(each));
  const rows = yield* orderInChunks(dataset.observations, (one, other) =>
    compareRows(keys, one, other),
  );
  const result = dataset.emptied();
  result.filename = '';
  requireMemory(rows.length * values.length, keys.length + 1 + stubs.length + others.length);
  /** The other variables have the same value in each row that an observation becomes. */
  function* repeat(variable: Variable): Work {
    const cells: Value[] = [];
    const add = (at: number): void => {
      const value = variable.values[at] ?? MISSING;
      for (let part = 0; part < values.length; part += 1) cells.push(value);
    };
    yield* eachInChunks(rows, add, values.length / 10);
    result.put({ ...variable, values: cells });
  }
  for (const key of keys) yield* repeat(key);
  const counters: Value[] = [];
  yield* timesInChunks(rows.length, () => counters.push(...values), values.length / 10);
  result.put({ ...createVariable(j, yield* smallestType(values), 0), values: counters });
  for (const stub of stubs) {
    const columns = values.map((value) => dataset.find(`${stub}${value}`));
    const first = columns.find((column) => column !== undefined);
    if (first === undefined) throw new StataError(111, `no variables such as ${stub}# found`);
    const cells: (Value | undefined)[] = [];
    const add = (at: number): void => {
      for (const column of columns) cells.push(column?.values[at]);
    };
    yield* eachInChunks(rows, add, columns.length / 10);
    const type = yield* widest(first.type, cells);
    const stored = yield* mapInChunks(cells, (cell) => storedValue(type, cell));
    result.put({ ...first, name: stub, label: '', type, values: stored });
  }
  for (const other of others) yield* repeat(other);
  result.sortedBy = [...keys.map(({ name }) => name), j];
  const before = { observations: dataset.observations, variables: dataset.variables.length };
  context.state.dataset = result;
  context.screen.say(`(j = ${values.map(formatForMacro).join(' ')})\n`);
  report(context, plan, { before, values, isLong: true });
}

function* toWide(context: Context, plan: Plan): Work {
  const { dataset } = context.state;
  const { stubs, keys, j } = plan;
  const counter = findVariable(dataset, j);
  const sources = stubs.map((stub) => findVariable(dataset, stub));
  const rows = yield* consecutiveRows(0, dataset.observations);
  const counted = yield* sortedGroups(rows, [counter]);
  const values = yield* firstValues(counted, counter);
  const groups = yield* sortedGroups(rows, keys);
  if (!(yield* isUnique(dataset.observations, [...keys, counter]))) {
    const names = keys.map(({ name }) => name).join(' ');
    throw new StataError(9, `values of variable ${j} not unique within ${names}`);
  }
  const taken = new Set([...sources, ...keys, counter]);
  const others = dataset.variables.filter((each) => !taken.has(each));
  for (const other of others) {
    yield* eachGroupInChunks(groups, (group) =>
      eachInChunks(group, (at) => {
        if (other.values[at] === other.values[group[0] ?? 0]) return;
        throw new StataError(9, `variable ${other.name} not constant within i()`);
      }),
    );
  }
  const result = dataset.emptied();
  result.filename = '';
  const width = keys.length + values.length * sources.length + others.length;
  requireMemory(groups.count, width);
  function* first(variable: Variable): Work {
    result.put({ ...variable, values: yield* firstValues(groups, variable) });
  }
  for (const key of keys) yield* first(key);
  /** The group of each observation. */
  const groupOf = new Int32Array(dataset.observations);
  yield* eachGroupInChunks(groups, (group, number) =>
    eachInChunks(
      group,
      (at) => {
        groupOf[at] = number;
      },
      0.1,
    ),
  );
  for (const [number, value] of values.entries()) {
    for (const source of sources) {
      const cells = new Array<Value>(groups.count).fill(emptyValue(source.type));
      const fill = (at: number): void => {
        cells[groupOf[at] ?? 0] = source.values[at] ?? MISSING;
      };
      yield* eachInChunks(counted.group(number), fill, 0.1);
      const label = `${formatForMacro(value)} ${source.label || source.name}`;
      const name = `${source.name}${formatForMacro(value)}`;
      result.put({ ...source, name, label, values: cells });
    }
  }
  for (const other of others) yield* first(other);
  result.sortedBy = keys.map(({ name }) => name);
  const before = { observations: dataset.observations, variables: dataset.variables.length };
  context.state.dataset = result;
  context.screen.say(`(j = ${values.map(formatForMacro).join(' ')})\n`);
  report(context, plan, { before, values, isLong: false });
}

function* requireKeys(dataset: Dataset, keys: readonly Variable[]): Work {
  if (yield* isUnique(dataset.observations, keys)) return;
  const names = keys.map(({ name }) => name).join(' ');
  throw new StataError(9, `variable ${names} does not uniquely identify the observations`);
}

function* widest(type: StorageType, cells: readonly (Value | undefined)[]): Work<StorageType> {
  const isText = isStringType(type);
  const fitting = yield* filterInChunks(cells, (cell) => (typeof cell === 'string') === isText);
  return yield* typeHoldingAll(type, fitting);
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
