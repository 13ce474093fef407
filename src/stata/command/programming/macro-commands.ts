import type { Command } from '../../engine/command.ts';
import type { Context } from '../../engine/context.ts';
import { StataError } from '../../error/stata-error.ts';
import { matchesPattern } from '../../expression/string-functions.ts';
import { formatForMacro } from '../../format/format-value.ts';
import type { MacroTable } from '../../macro/macro-table.ts';
import { CHUNK, type Work } from '../../work/effect.ts';
import { filterInChunks } from '../../work/in-chunks.ts';
import { withSubcommands } from '../language/subcommands.ts';
import { macroText } from './macro-text.ts';

/** `local name text`, `local name = exp`, `local name : function`, `local ++name`. */
export const localCommand: Command = {
  name: 'local',
  abbreviation: 'loc',
  run: (context, { rest }) => define(context, context.callFrame.locals, rest, 31),
};

/** The same for global macros. */
export const globalCommand: Command = {
  name: 'global',
  abbreviation: 'gl',
  run: (context, { rest }) => define(context, context.state.globals, rest, 32),
};

/** `macro drop names`, `macro list`, `macro define name text`, `macro shift`. */
export const macroCommand = withSubcommands({
  name: 'macro',
  abbreviation: 'ma',
  subcommands: [
    { name: 'drop', run: drop },
    { name: '', run: list },
    { name: 'list', abbreviation: 'l', run: list },
    { name: 'dir', run: list },
    { name: 'shift', abbreviation: 's', run: shift },
    {
      name: 'define',
      abbreviation: 'de',
      run: (context, argument) => define(context, context.state.globals, argument, 32),
    },
  ],
});

function* define(context: Context, macros: MacroTable, text: string, longest: number): Work {
  const step = /^(\+\+|--)\s*(\w+)$/.exec(text);
  if (step !== null) {
    const [, sign, name = ''] = step;
    const value = macros.get(name) || '0';
    macros.set(name, formatForMacro(context.evaluate(`${value}${sign === '++' ? '+1' : '-1'}`)));
    return;
  }
  const [, name = '', definition = ''] = /^(\S+?)(?=[\s=:]|$)([\s\S]*)$/.exec(text) ?? [];
  if (!/^\w+$/.test(name))
    throw new StataError(198, `${name || 'nothing found where name'} invalid name`);
  if (name.length > longest) throw new StataError(198, `${name} invalid name`);
  macros.set(name, yield* macroText(context, definition));
}

function* drop({ state }: Context, names: string): Work {
  for (const pattern of names.split(/\s+/)) {
    const isWanted = (name: string) => pattern === '_all' || matchesPattern(name, pattern);
    const dropped = yield* filterInChunks(state.globals.names(), isWanted);
    for (const name of dropped) state.globals.set(name, '');
  }
}

function* list({ state, callFrame, screen }: Context, names: string): Work {
  const wanted = names === '' || names === '_all' ? undefined : new Set(names.split(/\s+/));
  const macros = [
    ...state.globals.names().map((name) => [name, state.globals.get(name)] as const),
    ...callFrame.locals.names().map((name) => [`_${name}`, callFrame.locals.get(name)] as const),
  ];
  for (const [name, text] of macros) {
    if (wanted !== undefined && !wanted.has(name)) continue;
    yield CHUNK;
    screen.say(`${name}:${' '.repeat(Math.max(1, 15 - name.length))}`);
    screen.say(`${text}\n`, 'result');
  }
}

/** The second argument becomes the first, and so on. */
function shift({ callFrame: { locals } }: Context, argument: string): void {
  const count = Number(argument || 1);
  const before: string[] = [];
  for (let at = 1; locals.get(String(at)) !== ''; at += 1) before.push(locals.get(String(at)));
  const left = before.slice(count);
  for (const [at] of before.entries()) locals.set(String(at + 1), left[at] ?? '');
  locals.set('*', left.join(' '));
}
