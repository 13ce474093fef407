import type { Dataset } from '../../dataset/dataset.ts';
import { requireMemory } from '../../dataset/memory-budget.ts';
import { isStringType } from '../../dataset/storage-type.ts';
import { isEmpty, typeHoldingAll, widenTo } from '../../dataset/stored-value.ts';
import { emptyValue, type Variable } from '../../dataset/variable.ts';
import { expandVarlist } from '../../dataset/varlist.ts';
import type { Command } from '../../engine/command.ts';
import type { Context } from '../../engine/context.ts';
import { StataError } from '../../error/stata-error.ts';
import { withCommas } from '../../format/format-number.ts';
import type { Value } from '../../value/value.ts';
import type { Work } from '../../work/effect.ts';
import { timesInChunks } from '../../work/in-chunks.ts';
import { type Option, Options, parseStandard } from '../language/standard-syntax.ts';
import { readDataset } from './data-file-commands.ts';
import {
  KINDS,
  type Kind,
  type Manner,
  type Pairs,
  pairsByKey,
  pairsInOrder,
} from './merge-pairs.ts';

const LABELS = new Map<number, string>([
  [KINDS.master, 'Master only (1)'],
  [KINDS.using, 'Using only (2)'],
  [KINDS.matched, 'Matched (3)'],
  [KINDS.updated, 'Missing updated (4)'],
  [KINDS.conflict, 'Nonmissing conflict (5)'],
]);

const HEAD = /^(?<left>1|m)\s*:\s*(?<right>1|m)\s+(?<list>[\s\S]+)$/;

/**
 * `merge 1:1|m:1|1:m|m:m varlist using file [, keep() keepusing() generate() nogenerate noreport
 * assert() update replace]`.
 */
export const mergeCommand: Command = {
  name: 'merge',
  abbreviation: 'mer',
  *run(context, { rest }) {
    const { head, using, options } = parseStandard(rest);
    const { left, right, list = '' } = HEAD.exec(head)?.groups ?? {};
    if (left === undefined || using === undefined) throw new StataError(198, 'invalid syntax');
    const manner: Manner = `${left === '1' ? '1' : 'm'}:${right === '1' ? '1' : 'm'}`;
    const wanted = optionsOf(options);
    const dataset = context.state.dataset.clone();
    const other = yield* readDataset(context, using);
    if (list !== '_n') requireUnlessDropped(context, wanted.name);
    const keys = list === '_n' ? [] : expandVarlist(dataset, list);
    const columns = columnsOf(other, keys, wanted.columns);
    const found = yield* list === '_n'
      ? pairsInOrder(dataset, other)
      : pairsByKey(dataset, other, keys, manner);
    if (wanted.updates) yield* found.compare(sharedOf(dataset.variables, columns));
    if (wanted.asserted !== undefined) requireOnly(yield* found.counts(), wanted.asserted);
    const kept = yield* found.ofKinds(wanted.kept);
    yield* join(dataset, other, { columns, pairs: kept, updates: wanted.updates });
    if (wanted.name !== undefined) yield* mark(dataset, wanted.name, kept);
    const counted = yield* kept.counts();
    context.state.dataset = dataset;
    if (wanted.isReported) report(context, counted, wanted);
  },
};

/** What becomes of a value of the master data for which the using data have one: default: it stays. */
type Updates = 'missing' | 'all' | undefined;

interface Wanted {
  readonly name: string | undefined;
  readonly kept: readonly Kind[];
  readonly asserted: readonly Kind[] | undefined;
  readonly columns: string | undefined;
  readonly updates: Updates;
  readonly isReported: boolean;
}

function optionsOf(options: readonly Option[]): Wanted {
  const left = new Options(options);
  const generated = left.argument('GENerate');
  const isUnmarked = left.has('NOGENerate');
  const keep = left.argument('keep');
  const columns = left.argument('KEEPUSing');
  const isReported = !left.has('NOREPort');
  const asserted = left.argument('assert');
  const isUpdated = left.has('update');
  const isReplaced = left.has('replace');
  for (const name of ['NOLabel', 'NONotes', 'force', 'sorted']) left.take(name);
  left.end();
  if (isReplaced && !isUpdated) {
    throw new StataError(198, 'option replace may be specified only with option update');
  }
  return {
    name: isUnmarked ? undefined : (generated ?? '_merge'),
    kept: keep === undefined ? Object.values(KINDS) : kindsOf(keep),
    asserted: asserted === undefined ? undefined : kindsOf(asserted),
    columns,
    updates: isReplaced ? 'all' : isUpdated ? 'missing' : undefined,
    isReported,
  };
}

const WORDS: readonly (readonly [RegExp, Kind])[] = [
  [/^(?:1|mas(?:t(?:e(?:r)?)?)?)$/, KINDS.master],
  [/^(?:2|us(?:i(?:n(?:g)?)?)?)$/, KINDS.using],
  [/^(?:3|mat(?:c(?:h(?:e(?:d|s)?)?)?)?)$/, KINDS.matched],
  [/^(?:4|match_upd(?:a(?:t(?:e(?:s)?)?)?)?)$/, KINDS.updated],
  [/^(?:5|match_con(?:f(?:l(?:i(?:c(?:t(?:s)?)?)?)?)?)?)$/, KINDS.conflict],
];

/** `master`, `using`, `match`, `match_update`, `match_conflict`, or their numbers. */
function kindsOf(text: string): readonly Kind[] {
  return text.split(/\s+/).map((word) => {
    const kind = WORDS.find(([pattern]) => pattern.test(word))?.[1];
    if (kind === undefined) throw new StataError(198, 'invalid syntax');
    return kind;
  });
}

function requireUnlessDropped({ state: { dataset } }: Context, name: string | undefined): void {
  if (name !== undefined && dataset.find(name) !== undefined) {
    throw new StataError(110, `variable ${name} already defined`);
  }
}

/** The variables that are taken from the using data; the keys always are. */
function columnsOf(
  using: Dataset,
  keys: readonly Variable[],
  list: string | undefined,
): readonly Variable[] {
  if (list === undefined) return using.variables;
  const named = new Set(expandVarlist(using, list));
  const keyNames = new Set(keys.map(({ name }) => name));
  return using.variables.filter((variable) => named.has(variable) || keyNames.has(variable.name));
}

/** The variables that both have. */
function sharedOf(
  variables: readonly Variable[],
  columns: readonly Variable[],
): readonly (readonly [mine: Variable, theirs: Variable])[] {
  const byName = new Map(columns.map((theirs) => [theirs.name, theirs] as const));
  return variables.flatMap((mine) => {
    const theirs = byName.get(mine.name);
    const isShared = theirs && isStringType(theirs.type) === isStringType(mine.type);
    return theirs !== undefined && isShared ? [[mine, theirs] as const] : [];
  });
}

function requireOnly(counts: ReadonlyMap<number, number>, allowed: readonly number[]): void {
  if ([...counts.keys()].every((kind) => allowed.includes(kind))) return;
  throw new StataError(9, 'merge:  after merge, not all observations as asserted');
}

/** Gives the master data the result's observations, and the variables that they haven't got. */
function* join(
  master: Dataset,
  using: Dataset,
  {
    columns,
    pairs,
    updates,
  }: {
    readonly columns: readonly Variable[];
    readonly pairs: Pairs;
    readonly updates: Updates;
  },
): Work {
  let isSorted = true;
  yield* timesInChunks(
    pairs.length,
    (at) => {
      isSorted &&= pairs.master(at) !== -1;
    },
    0.1,
  );
  requireMemory(pairs.length, master.variables.length);
  const shared = new Map(sharedOf(master.variables, columns));
  const joined: Value[][] = [];
  for (const variable of master.variables) {
    const { values } = variable;
    const others = shared.get(variable)?.values ?? [];
    widenTo(variable, yield* typeHoldingAll(variable.type, others));
    const empty = emptyValue(variable.type);
    const merged: Value[] = [];
    const add = (at: number): void => {
      const [from, using] = [pairs.master(at), pairs.using(at)];
      const there = using === -1 ? undefined : others[using];
      const here = from === -1 ? undefined : values[from];
      const isUpdated = updates === 'all' || (updates === 'missing' && isEmpty(here));
      const isTaken = from === -1 || (isUpdated && !isEmpty(there));
      merged.push((isTaken ? there : here) ?? empty);
    };
    yield* timesInChunks(pairs.length, add, 0.3);
    joined.push(merged);
  }
  master.replaceObservations(joined, pairs.length);
  for (const variable of columns) {
    if (master.find(variable.name) !== undefined) continue;
    const empty = emptyValue(variable.type);
    const added: Value[] = [];
    const add = (at: number): void => {
      const using = pairs.using(at);
      added.push((using === -1 ? undefined : variable.values[using]) ?? empty);
    };
    yield* timesInChunks(pairs.length, add, 0.3);
    master.put({ ...variable, values: added });
  }
  for (const name of using.valueLabels.keys()) {
    if (!master.valueLabels.has(name)) master.shareValueLabel(using, name);
  }
  if (!isSorted) master.sortedBy = [];
}

function* mark(dataset: Dataset, name: string, pairs: Pairs): Work {
  const variable = dataset.add(name, 'byte');
  variable.label = 'Matching result from merge';
  variable.format = '%23.0g';
  variable.valueLabel = '_merge';
  dataset.setValueLabel('_merge', LABELS);
  const kinds: Value[] = [];
  yield* timesInChunks(pairs.length, (at) => kinds.push(pairs.kind(at)), 0.1);
  variable.values = kinds;
}

function report(
  { screen }: Context,
  counts: ReadonlyMap<number, number>,
  { name, updates }: Wanted,
): void {
  const count = (...kinds: readonly Kind[]): number =>
    kinds.reduce((sum, kind) => sum + (counts.get(kind) ?? 0), 0);
  const line = (what: string, number: number, kind?: Kind): void => {
    const after = kind === undefined ? '' : name === undefined ? '  ' : `  (${name}==${kind})`;
    screen.say(`    ${what.padEnd(25)}${withCommas(String(number)).padStart(16)}${after}\n`);
  };
  const part = (what: string, kind: Kind): void => line(`    ${what}`, count(kind), kind);
  const unmatched = count(KINDS.master, KINDS.using);
  screen.say(`\n    Result                      Number of obs\n    ${'-'.repeat(41)}\n`);
  line('Not matched', unmatched);
  if (unmatched > 0) {
    part('from master', KINDS.master);
    part('from using', KINDS.using);
    screen.say('\n');
  }
  if (updates === undefined) line('Matched', count(KINDS.matched), KINDS.matched);
  else {
    line('Matched', count(KINDS.matched, KINDS.updated, KINDS.conflict));
    part('not updated', KINDS.matched);
    part('missing updated', KINDS.updated);
    part('nonmissing conflict', KINDS.conflict);
  }
  screen.say(`    ${'-'.repeat(41)}\n`);
}
