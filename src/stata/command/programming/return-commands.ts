import type { Context } from '../../engine/context.ts';
import { StataError } from '../../error/stata-error.ts';
import { formatDefault } from '../../format/format-value.ts';
import { StoredResults } from '../../results/stored-results.ts';
import type { Work } from '../../work/effect.ts';
import { eachInChunks } from '../../work/in-chunks.ts';
import { type Subcommand, withSubcommands } from '../language/subcommands.ts';
import { macroText } from './macro-text.ts';

/** How many results may be held at a time. */
const HELD_MAX = 100;

/** `return local`, `return scalar`, … put aside what `r()` will be; `return list` shows what it is. */
export const returnCommand = withSubcommands({
  name: 'return',
  abbreviation: 'ret',
  subcommands: [
    ...ofResults(({ callFrame, state }) => ({
      letter: 'r',
      shown: state.r,
      changed: callFrame.returned,
    })),
    { name: 'add', run: ({ callFrame, state }) => addTo(callFrame.returned, state.r) },
  ],
});

export const ereturnCommand = withSubcommands({
  name: 'ereturn',
  abbreviation: 'eret',
  subcommands: [
    ...ofResults(({ state: { e } }) => ({ letter: 'e', shown: e, changed: e })),
    { name: 'post', run: ({ state: { e } }) => e.clear() },
  ],
});

export const sreturnCommand = withSubcommands({
  name: 'sreturn',
  abbreviation: 'sret',
  subcommands: ofResults(({ state: { s } }) => ({ letter: 's', shown: s, changed: s })),
});

/** `_return hold name`, `_return restore name`, `_return drop name`: `r()` put aside and taken back. */
export const underscoreReturnCommand = withSubcommands({
  name: '_return',
  abbreviation: '_ret',
  subcommands: [
    { name: 'hold', abbreviation: 'hol', run: hold },
    { name: 'restore', abbreviation: 'res', run: restore },
    { name: 'drop', run: dropHeld },
    { name: 'dir', run: () => {} },
  ],
});

function hold({ state }: Context, name: string): void {
  if (state.held.has(name)) throw new StataError(110, `${name} already defined`);
  if (state.held.size >= HELD_MAX) throw new StataError(1000, 'system limit exceeded');
  const held = new StoredResults(state.memory);
  held.add(state.r);
  state.held.set(name, held);
  state.r.clear();
}

function restore({ state }: Context, argument: string): void {
  const [name = '', ...options] = argument.split(/[\s,]+/);
  const held = state.held.get(name);
  if (held === undefined) throw new StataError(111, `${name} not found`);
  state.r.replaceWith(held);
  if (!options.includes('hold')) forget(state.held, name);
}

function forget(held: Map<string, StoredResults>, name: string): boolean {
  held.get(name)?.clear();
  return held.delete(name);
}

function dropHeld({ state: { held } }: Context, name: string): void {
  if (name === '_all') for (const each of held.keys()) forget(held, each);
  else if (!forget(held, name)) throw new StataError(111, `${name} not found`);
}

interface ResultClass {
  readonly letter: 'r' | 'e' | 's';
  readonly shown: StoredResults;
  readonly changed: StoredResults;
}

/** The subcommands that `return`, `ereturn` and `sreturn` have in common. */
function ofResults(classIn: (context: Context) => ResultClass): readonly Subcommand[] {
  const changed = (context: Context): StoredResults => classIn(context).changed;
  return [
    { name: 'list', abbreviation: 'li', run: (context) => list(context, classIn(context)) },
    { name: 'clear', run: (context) => changed(context).clear() },
    {
      name: 'local',
      abbreviation: 'loc',
      run: (context, argument) => setMacro(context, changed(context), argument),
    },
    {
      name: 'scalar',
      abbreviation: 'sca',
      run: (context, argument) => setScalar(context, changed(context), argument),
    },
    {
      name: 'matrix',
      abbreviation: 'mat',
      run: (context, argument) => setMatrix(context, changed(context), argument),
    },
  ];
}

function* setMacro(context: Context, results: StoredResults, text: string): Work {
  const [, name, definition = ''] = /^(\w+)\s*([\s\S]*)$/.exec(text) ?? [];
  if (name === undefined) throw new StataError(198, 'invalid syntax');
  results.macros.set(name, yield* macroText(context, definition));
}

function setScalar(context: Context, results: StoredResults, text: string): void {
  const [, name, expression = ''] = /^(\w+)\s*=([\s\S]+)$/.exec(text) ?? [];
  if (name === undefined) throw new StataError(198, 'invalid syntax');
  results.scalars.set(name, context.evaluateNumber(expression));
}

function setMatrix({ state }: Context, results: StoredResults, text: string): void {
  const [, name, source = ''] = /^(\w+)(?:(?:\s*=)?\s*\b(\w+))?$/.exec(text) ?? [];
  const matrix = state.matrices.get(source);
  if (name === undefined || matrix === undefined) throw new StataError(111, `${source} not found`);
  results.matrices.set(name, matrix);
}

function addTo(results: StoredResults, others: StoredResults): void {
  const all = new StoredResults();
  all.add(others);
  all.add(results);
  results.replaceWith(all);
}

/** A heading and a line for each, as all three lists have them. */
function* list({ screen }: Context, { letter, shown: results }: ResultClass): Work {
  const wide = (name: string): string => `${letter}(${name})`.padStart(19);
  function* section(title: string, lines: readonly (readonly [string, string])[]): Work {
    if (lines.length === 0) return;
    screen.say(`\n${title}:\n`);
    yield* eachInChunks(
      lines,
      ([name, shown]) => {
        screen.say(`${wide(name)} ${results.matrices.has(name) ? ':' : '='}  `);
        screen.say(`${shown}\n`, 'result');
      },
      10,
    );
  }
  yield* section(
    'scalars',
    [...results.scalars].map(([name, value]) => [name, formatDefault(value)] as const),
  );
  yield* section(
    'macros',
    [...results.macros].map(([name, text]) => [name, `"${text}"`] as const),
  );
  yield* section(
    'matrices',
    [...results.matrices].map(
      ([name, { values }]) => [name, `${values.length} x ${values[0]?.length ?? 0}`] as const,
    ),
  );
}
