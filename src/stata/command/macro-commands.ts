import { StataError } from '../error/stata-error.ts';
import { matchesPattern } from '../expression/string-functions.ts';
import { formatForMacro } from '../format/format-value.ts';
import { extendedFunction } from '../macro/extended-functions.ts';
import type { MacroTable } from '../macro/macro-table.ts';
import { unquoted } from '../syntax/words.ts';
import type { Command } from './command.ts';
import type { Context } from './context.ts';

/** `local name text`, `local name = exp`, `local name : function`, `local ++name`. */
export const localCommand: Command = {
  name: 'local',
  abbreviation: 'loc',
  run: (context, { rest }) => define(context, context.frame.locals, rest, 31),
};

/** The same for global macros. */
export const globalCommand: Command = {
  name: 'global',
  abbreviation: 'gl',
  run: (context, { rest }) => define(context, context.state.globals, rest, 32),
};

/** `macro drop names`, `macro list`, `macro define name text`, `macro shift`. */
export const macroCommand: Command = {
  name: 'macro',
  abbreviation: 'ma',
  run: (context, { rest }) => {
    const [, word = '', names = ''] = /^(\S*)\s*([\s\S]*)$/.exec(rest) ?? [];
    if (/^drop$/.test(word)) drop(context, names);
    else if (/^(?:l|li|lis|list|dir)$/.test(word) || word === '') list(context, names);
    else if (/^s(?:h(?:i(?:f(?:t)?)?)?)?$/.test(word)) shift(context, Number(names || 1));
    else if (/^de/.test(word)) define(context, context.state.globals, names, 32);
    else throw new StataError(198, 'invalid syntax');
  },
};

function define(context: Context, macros: MacroTable, text: string, longest: number): void {
  const step = /^(\+\+|--)\s*(\w+)$/.exec(text);
  if (step !== null) {
    const [, sign, name = ''] = step;
    const value = macros.get(name) || '0';
    macros.set(name, formatForMacro(context.evaluate(`${value}${sign === '++' ? '+1' : '-1'}`)));
    return;
  }
  const [, name = '', rest = ''] = /^(\S+?)(?=[\s=:]|$)([\s\S]*)$/.exec(text) ?? [];
  if (!/^\w+$/.test(name))
    throw new StataError(198, `${name || 'nothing found where name'} invalid name`);
  if (name.length > longest) throw new StataError(198, `${name} invalid name`);
  macros.set(name, textOf(context, rest));
}

function textOf(context: Context, rest: string): string {
  const text = rest.trimStart();
  if (text.startsWith('=')) return formatForMacro(context.evaluate(text.slice(1)));
  if (text.startsWith(':')) return extendedFunction(text.slice(1).trim(), context);
  return unquoted(text.trimEnd());
}

function drop({ state }: Context, names: string): void {
  for (const pattern of names.split(/\s+/)) {
    for (const name of state.globals.names()) {
      if (pattern === '_all' || matchesPattern(name, pattern)) state.globals.set(name, '');
    }
  }
}

function list({ state, frame, screen }: Context, names: string): void {
  const wanted = names === '' || names === '_all' ? undefined : names.split(/\s+/);
  const show = (name: string, text: string): void => {
    if (wanted === undefined || wanted.includes(name)) {
      screen.say(`${name}:${' '.repeat(Math.max(1, 15 - name.length))}`);
      screen.say(`${text}\n`, 'result');
    }
  };
  for (const name of state.globals.names()) show(name, state.globals.get(name));
  for (const name of frame.locals.names()) show(`_${name}`, frame.locals.get(name));
}

/** The second argument becomes the first, and so on. */
function shift({ frame: { locals } }: Context, count: number): void {
  const before: string[] = [];
  for (let at = 1; locals.get(String(at)) !== ''; at += 1) before.push(locals.get(String(at)));
  const left = before.slice(count);
  for (const [at] of before.entries()) locals.set(String(at + 1), left[at] ?? '');
  locals.set('*', left.join(' '));
}
