import type { Work } from '../engine/effect.ts';
import { StataError } from '../error/stata-error.ts';
import { formatDefault } from '../format/format-value.ts';
import { StoredResults } from '../results/stored-results.ts';
import type { Command } from './command.ts';
import type { Context } from './context.ts';
import { macroText } from './macro-text.ts';

/** How many results may be held at a time. */
const HELD_MAX = 100;

/** `return local`, `return scalar`, … put aside what `r()` will be; `return list` shows what it is. */
export const returnCommand: Command = {
  name: 'return',
  abbreviation: 'ret',
  *run(context, { rest }) {
    const { frame, state } = context;
    if (/^add\b/.test(rest)) addTo(frame.returned, state.r);
    else yield* act(context, rest, { letter: 'r', shown: state.r, changed: frame.returned });
  },
};

export const ereturnCommand: Command = {
  name: 'ereturn',
  abbreviation: 'eret',
  *run(context, { rest }) {
    const { e } = context.state;
    if (/^post\b/.test(rest)) e.clear();
    else yield* act(context, rest, { letter: 'e', shown: e, changed: e });
  },
};

export const sreturnCommand: Command = {
  name: 'sreturn',
  abbreviation: 'sret',
  run: (context, { rest }) => {
    const { s } = context.state;
    return act(context, rest, { letter: 's', shown: s, changed: s });
  },
};

/** `_return hold name`, `_return restore name`, `_return drop name`: `r()` put aside and taken back. */
export const underscoreReturnCommand: Command = {
  name: '_return',
  abbreviation: '_ret',
  run: ({ state }, { rest }) => {
    const [word = '', name = ''] = rest.split(/[\s,]+/);
    if (/^hold?$/.test(word)) {
      if (state.held.has(name)) throw new StataError(110, `${name} already defined`);
      if (state.held.size >= HELD_MAX) throw new StataError(1000, 'system limit exceeded');
      state.held.set(name, state.r.copy());
      state.r.clear();
    } else if (/^res/.test(word)) {
      const held = state.held.get(name);
      if (held === undefined) throw new StataError(111, `${name} not found`);
      state.r.replaceWith(held);
      if (!/\bhold\b/.test(rest.replace(/^\S+/, ''))) state.held.delete(name);
    } else if (/^drop$/.test(word)) {
      if (name === '_all') state.held.clear();
      else if (!state.held.delete(name)) throw new StataError(111, `${name} not found`);
    } else if (!/^dir$/.test(word)) throw new StataError(198, 'invalid syntax');
  },
};

interface Target {
  readonly letter: 'r' | 'e' | 's';
  readonly shown: StoredResults;
  readonly changed: StoredResults;
}

function* act(context: Context, rest: string, { letter, shown, changed }: Target): Work {
  const [, word = '', argument = ''] = /^(\w*)\s*([\s\S]*)$/.exec(rest) ?? [];
  if (word === 'list' || word === 'li') list(context, letter, shown);
  else if (word === 'clear') changed.clear();
  else if (/^loc/.test(word)) yield* setMacro(context, changed, argument);
  else if (/^sca/.test(word)) setScalar(context, changed, argument);
  else if (/^mat/.test(word)) setMatrix(context, changed, argument);
  else throw new StataError(198, 'invalid syntax');
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
  for (const each of [others, results]) {
    for (const [name, value] of each.scalars) all.scalars.set(name, value);
    for (const [name, value] of each.macros) all.macros.set(name, value);
    for (const [name, value] of each.matrices) all.matrices.set(name, value);
  }
  results.replaceWith(all);
}

/** A heading and a line for each, as all three lists have them. */
function list({ screen }: Context, letter: string, results: StoredResults): void {
  const wide = (name: string): string => `${letter}(${name})`.padStart(19);
  const section = (title: string, lines: readonly (readonly [string, string])[]): void => {
    if (lines.length === 0) return;
    screen.say(`\n${title}:\n`);
    for (const [name, shown] of lines) {
      screen.say(`${wide(name)} ${results.matrices.has(name) ? ':' : '='}  `);
      screen.say(`${shown}\n`, 'result');
    }
  };
  section(
    'scalars',
    [...results.scalars].map(([name, value]) => [name, formatDefault(value)] as const),
  );
  section(
    'macros',
    [...results.macros].map(([name, text]) => [name, `"${text}"`] as const),
  );
  section(
    'matrices',
    [...results.matrices].map(
      ([name, { values }]) => [name, `${values.length} x ${values[0]?.length ?? 0}`] as const,
    ),
  );
}
