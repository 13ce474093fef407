import type { Command } from '../../engine/command.ts';
import type { Context } from '../../engine/context.ts';
import { StataError } from '../../error/stata-error.ts';
import { unquoted } from '../../syntax/words.ts';

/** `which command`. @param isBuiltIn - whether a word is a command's name */
export const createWhichCommand = (isBuiltIn: (word: string) => boolean): Command => ({
  name: 'which',
  run: ({ screen, state, host }, { rest }) => {
    const name = (rest.split(',', 1)[0] ?? '').trim();
    const path = state.adoPath.find(/\.\w+$/.test(name) ? name : `${name}.ado`, host);
    if (isBuiltIn(name)) screen.say(`built-in command:  ${name}\n`);
    else if (path !== undefined) {
      screen.say(`${host.files.resolve(path)}\n`);
      // Lines that begin so say which version it is.
      const lines = host.files.read(path).split(/\r\n|\n|\r/);
      for (const line of lines) if (line.startsWith('*!')) screen.say(`${line}\n`);
    } else if (state.programs.has(name)) screen.say(`user-defined program:  ${name}\n`);
    else throw new StataError(111, `command ${name} not found as either built-in or ado-file`);
  },
});

/** `findfile name`: looks along the path that programs are found on. */
export const findfileCommand: Command = {
  name: 'findfile',
  run: ({ screen, state, host }, { rest }) => {
    const name = unquoted((rest.split(',', 1)[0] ?? '').trim());
    const path = state.adoPath.find(name, host);
    if (path === undefined) throw new StataError(601, `file "${name}" not found`);
    state.r.clear();
    state.r.macros.set('fn', path);
    screen.say(`${path}\n`);
  },
};

/** `discard`: forgets programs that were loaded from files, and the last estimates. */
export const discardCommand: Command = {
  name: 'discard',
  run: ({ state }) => {
    for (const [name, { isLoaded }] of state.programs) if (isLoaded) state.programs.delete(name);
    state.e.clear();
  },
};

/** `adopath [+|++|- folder]`. */
export const adopathCommand: Command = {
  name: 'adopath',
  abbreviation: 'ado',
  run: (context, { rest }) => {
    const { adoPath } = context.state;
    const [, sign, operand = ''] = /^(\+\+?|-)\s*([\s\S]*)$/.exec(rest) ?? [];
    const entry = unquoted(operand.trim());
    if (rest !== '' && (sign === undefined || entry === '')) {
      throw new StataError(198, 'invalid syntax');
    }
    const { entries } = adoPath;
    const others = entries.filter((each, at) => each !== entry && String(at + 1) !== entry);
    if (sign === '-' && others.length === entries.length) {
      throw new StataError(198, `${entry} not found in adopath`);
    }
    if (others.length >= ENTRIES_MAX) throw new StataError(1000, 'system limit exceeded');
    if (sign === '+') adoPath.entries = [...others, entry];
    if (sign === '++') adoPath.entries = [entry, ...others];
    if (sign === '-') adoPath.entries = others;
    sayPath(context);
  },
};

/** How many folders the path may have: all are searched for each unknown command. */
const ENTRIES_MAX = 100;

function sayPath({ screen, state: { adoPath }, host }: Context): void {
  for (const [index, entry] of adoPath.entries.entries()) {
    const folder = adoPath.named(entry, host);
    const name = folder === undefined ? '' : `(${entry})`;
    screen.say(`  [${index + 1}]  ${name.padEnd(12)}"${folder ?? entry}"\n`);
  }
}

/** `sysdir`, `sysdir set NAME folder`. */
export const sysdirCommand: Command = {
  name: 'sysdir',
  run: ({ screen, state: { adoPath }, host }, { rest }) => {
    const [, name = '', folder = ''] = /^set\s+(\w+)\s+([\s\S]+)$/.exec(rest) ?? [];
    if (rest === '' || rest === 'list') {
      for (const each of ['STATA', 'BASE', 'SITE', 'PLUS', 'PERSONAL', 'OLDPLACE']) {
        screen.say(`${each.padStart(8)}:  ${adoPath.named(each, host) ?? ''}\n`);
      }
    } else if (adoPath.named(name, host) === undefined) throw new StataError(198, 'invalid syntax');
    else adoPath.move(name, unquoted(folder.trim()));
  },
};
