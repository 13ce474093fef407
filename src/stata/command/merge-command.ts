import { type Dataset, requireRoom } from '../dataset/dataset.ts';
import { isStringType } from '../dataset/storage-type.ts';
import { typeHoldingAll, widenTo } from '../dataset/stored-value.ts';
import { emptyValue, type Variable } from '../dataset/variable.ts';
import { expandVarlist } from '../dataset/varlist.ts';
import type { Work } from '../engine/effect.ts';
import { eachInParts, filterInParts, mapInParts, timesInParts } from '../engine/in-parts.ts';
import { StataError } from '../error/stata-error.ts';
import { withCommas } from '../format/format-number.ts';
import type { Value } from '../value/value.ts';
import type { Command } from './command.ts';
import type { Context } from './context.ts';
import { readDataset } from './data-file-commands.ts';
import { isUnique, keyOf, rowsByKey } from './rows-by-key.ts';
import { sortUpwards } from './sort-data.ts';
import { Options, parseStandard } from './standard-syntax.ts';

/** What becomes of an observation: it is in the master data only, in the using data only, or in both. */
const KINDS = { master: 1, using: 2, matched: 3 } as const;

const LABELS = new Map([
  [1, 'Master only (1)'],
  [2, 'Using only (2)'],
  [3, 'Matched (3)'],
]);

/** One observation of the result: where it comes from, counted from 0. */
interface Pair {
  readonly master: number | undefined;
  readonly using: number | undefined;
}

/** `merge 1:1|m:1|1:m varlist using file [, keep() keepusing() generate() nogenerate noreport assert()]`. */
export const mergeCommand: Command = {
  name: 'merge',
  abbreviation: 'mer',
  *run(context, { rest }) {
    const { head, using, options } = parseStandard(rest);
    const [, left, right, list = ''] = /^(1|m)\s*:\s*(1|m)\s+([\s\S]+)$/.exec(head) ?? [];
    if (left === undefined || using === undefined) throw new StataError(198, 'invalid syntax');
    if (left === 'm' && right === 'm') {
      throw new StataError(198, 'merge m:m is not here: fake-stata merges 1:1, m:1 and 1:m');
    }
    const wanted = optionsOf(options);
    const dataset = context.state.dataset.clone();
    const other = yield* readDataset(context, using);
    if (list !== '_n') requireUnlessDropped(context, wanted.name);
    const pairs =
      list === '_n'
        ? yield* pairsInOrder(dataset, other)
        : yield* pairsByKey(dataset, other, {
            list,
            isLeftOne: left === '1',
            isRightOne: right === '1',
          });
    const counts = yield* countsOf(pairs);
    if (wanted.asserted !== undefined) requireOnly(counts, wanted.asserted);
    const kept = yield* filterInParts(pairs, (pair) => wanted.kept.includes(kindOf(pair)));
    yield* join(dataset, other, kept, wanted.columns);
    if (wanted.name !== undefined) yield* mark(dataset, wanted.name, kept);
    const counted = yield* countsOf(kept);
    context.state.dataset = dataset;
    if (wanted.isReported) report(context, counted, wanted.name);
  },
};

function optionsOf(options: ConstructorParameters<typeof Options>[0]) {
  const left = new Options(options);
  const generated = left.argument('GENerate');
  const isUnmarked = left.has('NOGENerate');
  const keep = left.argument('keep');
  const columns = left.argument('KEEPUSing');
  const isReported = !left.has('NOREPort');
  const asserted = left.argument('assert');
  for (const name of ['NOLabel', 'NONotes', 'force', 'sorted']) left.take(name);
  left.end();
  return {
    name: isUnmarked ? undefined : (generated ?? '_merge'),
    kept: keep === undefined ? [1, 2, 3] : kindsOf(keep),
    asserted: asserted === undefined ? undefined : kindsOf(asserted),
    columns,
    isReported,
  };
}

/** `master`, `using`, `match`, `1`, `2`, `3`. */
function kindsOf(text: string): readonly number[] {
  return text.split(/\s+/).map((word) => {
    if (/^(?:1|mas(?:t(?:e(?:r)?)?)?)$/.test(word)) return KINDS.master;
    if (/^(?:2|us(?:i(?:n(?:g)?)?)?)$/.test(word)) return KINDS.using;
    if (/^(?:3|mat(?:c(?:h(?:e(?:d|s)?)?)?)?)$/.test(word)) return KINDS.matched;
    throw new StataError(198, 'invalid syntax');
  });
}

function requireUnlessDropped({ state: { dataset } }: Context, name: string | undefined): void {
  if (name !== undefined && dataset.find(name) !== undefined) {
    throw new StataError(110, `variable ${name} already defined`);
  }
}

function kindOf({ master, using }: Pair): number {
  if (using === undefined) return KINDS.master;
  return master === undefined ? KINDS.using : KINDS.matched;
}

function* pairsInOrder(master: Dataset, using: Dataset): Work<readonly Pair[]> {
  const pairs: Pair[] = [];
  yield* timesInParts(Math.max(master.observations, using.observations), (at) => {
    pairs.push({
      master: at < master.observations ? at : undefined,
      using: at < using.observations ? at : undefined,
    });
  });
  return pairs;
}

/** The master data's observations in the order of the keys, and after them those that it hasn't got. */
function* pairsByKey(
  master: Dataset,
  using: Dataset,
  {
    list,
    isLeftOne,
    isRightOne,
  }: { readonly list: string; readonly isLeftOne: boolean; readonly isRightOne: boolean },
): Work<readonly Pair[]> {
  const keys = expandVarlist(master, list);
  const others = keys.map((key) => keyIn(using, key));
  if (isLeftOne) yield* requireUnique(master, keys, 'master');
  if (isRightOne) yield* requireUnique(using, others, 'using');
  yield* sortUpwards(master, keys);
  const found = yield* rowsByKey([...new Array(using.observations).keys()], others);
  const matched = new Set<Value>();
  const pairs: Pair[] = [];
  yield* timesInParts(master.observations, (at) => {
    const key = keyOf(keys, at);
    const rows = found.get(key) ?? [undefined];
    matched.add(key);
    for (const row of rows) pairs.push({ master: at, using: row });
  });
  yield* eachInParts(found, ([key, rows]) => {
    if (!matched.has(key)) for (const row of rows) pairs.push({ master: undefined, using: row });
  });
  return pairs;
}

function keyIn(using: Dataset, { name, type }: Variable): Variable {
  const found = using.find(name);
  if (found === undefined) throw new StataError(111, `variable ${name} not found`);
  if (isStringType(found.type) === isStringType(type)) return found;
  throw new StataError(
    106,
    `key variable ${name} is ${type} in master but ${found.type} in using data`,
  );
}

function* requireUnique(dataset: Dataset, keys: readonly Variable[], which: string): Work {
  if (yield* isUnique(dataset.observations, keys)) return;
  const names = keys.map(({ name }) => name).join(' ');
  const [noun, verb] = keys.length === 1 ? ['variable', 'does'] : ['variables', 'do'];
  throw new StataError(
    459,
    `${noun} ${names} ${verb} not uniquely identify observations in the ${which} data`,
  );
}

function* countsOf(pairs: readonly Pair[]): Work<ReadonlyMap<number, number>> {
  const counts = new Map<number, number>();
  const add = (pair: Pair): void => {
    counts.set(kindOf(pair), (counts.get(kindOf(pair)) ?? 0) + 1);
  };
  yield* eachInParts(pairs, add, 0.3);
  return counts;
}

function requireOnly(counts: ReadonlyMap<number, number>, allowed: readonly number[]): void {
  if ([...counts.keys()].every((kind) => allowed.includes(kind))) return;
  throw new StataError(9, 'merge:  after merge, not all observations as asserted');
}

/** Gives the master data the result's observations, and the variables that they haven't got. */
function* join(
  master: Dataset,
  using: Dataset,
  pairs: readonly Pair[],
  list: string | undefined,
): Work {
  const wanted = list === undefined ? using.variables : expandVarlist(using, list);
  const isSorted = pairs.every(({ master }) => master !== undefined);
  requireRoom(pairs.length, master.variables.length);
  const columns: Value[][] = [];
  for (const variable of master.variables) {
    const { values } = variable;
    const same = using.find(variable.name);
    const isShared = same !== undefined && isStringType(same.type) === isStringType(variable.type);
    const others = isShared ? same.values : [];
    widenTo(variable, yield* typeHoldingAll(variable.type, others));
    const empty = emptyValue(variable.type);
    const merged = ({ master, using }: Pair): Value =>
      (master === undefined ? others[using ?? -1] : values[master]) ?? empty;
    columns.push(yield* mapInParts(pairs, merged, 0.3));
  }
  master.replaceObservations(columns, pairs.length);
  for (const variable of wanted) {
    if (master.find(variable.name) !== undefined) continue;
    const empty = emptyValue(variable.type);
    const added = ({ using }: Pair): Value => variable.values[using ?? -1] ?? empty;
    master.put({ ...variable, values: yield* mapInParts(pairs, added, 0.3) });
  }
  for (const [name, label] of using.valueLabels) {
    if (!master.valueLabels.has(name)) master.valueLabels.set(name, label);
  }
  if (!isSorted) master.sortedBy = [];
}

function* mark(dataset: Dataset, name: string, pairs: readonly Pair[]): Work {
  const variable = dataset.add(name, 'byte');
  variable.label = 'Matching result from merge';
  variable.format = '%23.0g';
  variable.valueLabel = '_merge';
  dataset.valueLabels.set('_merge', new Map(LABELS));
  variable.values = yield* mapInParts(pairs, kindOf, 0.3);
}

function report(
  { screen }: Context,
  counts: ReadonlyMap<number, number>,
  name: string | undefined,
): void {
  const count = (kind: number): number => counts.get(kind) ?? 0;
  const line = (what: string, number: number, kind?: number): string => {
    const after = kind === undefined ? '' : name === undefined ? '  ' : `  (${name}==${kind})`;
    return `    ${what.padEnd(25)}${withCommas(String(number)).padStart(16)}${after}\n`;
  };
  const unmatched = count(KINDS.master) + count(KINDS.using);
  screen.say(`\n    Result                      Number of obs\n    ${'-'.repeat(41)}\n`);
  screen.say(line('Not matched', unmatched));
  if (unmatched > 0) {
    screen.say(line('    from master', count(KINDS.master), KINDS.master));
    screen.say(`${line('    from using', count(KINDS.using), KINDS.using)}\n`);
  }
  screen.say(line('Matched', count(KINDS.matched), KINDS.matched));
  screen.say(`    ${'-'.repeat(41)}\n`);
}
