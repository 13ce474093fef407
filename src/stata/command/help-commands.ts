import { StataError } from '../error/stata-error.ts';
import { unquoted } from '../syntax/words.ts';
import type { Command } from './command.ts';

/** `help topic`: there is none here, and it says so. In batch mode Stata doesn't even look. */
export const helpCommand: Command = {
  name: 'help',
  abbreviation: 'h',
  run: ({ screen, host }, { rest }) => {
    if (host.mode === 'batch') {
      screen.say('request ignored because of batch mode\n');
      return;
    }
    const topic = rest.replace(/,.*$/, '').trim();
    if (topic === '')
      screen.say('fake-stata has no help of its own: see https://www.stata.com/help\n');
    else screen.say(`help for ${topic} is not here: fake-stata only looks like Stata\n`);
  },
};

/** `which command`. @param isBuiltIn - whether a word is a command's name */
export const createWhichCommand = (isBuiltIn: (word: string) => boolean): Command => ({
  name: 'which',
  run: ({ screen, state }, { rest }) => {
    const name = rest.replace(/,.*$/, '').trim();
    if (isBuiltIn(name)) screen.say(`built-in command:  ${name}\n`);
    else if (state.programs.has(name)) screen.say(`user-defined program:  ${name}\n`);
    else throw new StataError(111, `command ${name} not found as either built-in or ado-file`);
  },
});

/** `findfile name`: looks in the working directory only. */
export const findfileCommand: Command = {
  name: 'findfile',
  run: ({ screen, state, host }, { rest }) => {
    const name = unquoted(rest.replace(/,.*$/, '').trim());
    if (host.files.kindOf(name) !== 'file') throw new StataError(601, `file "${name}" not found`);
    state.r.clear();
    state.r.macros.set('fn', `./${name}`);
    screen.say(`./${name}\n`);
  },
};

/** `ssc` and `net`: nothing is ever fetched. */
export const sscCommand = network('ssc');
export const netCommand = network('net');

function network(name: string): Command {
  return {
    name,
    run: ({ screen }, { rest }) => {
      if (/^(?:cd|set|query)\b|^$/.test(rest)) return;
      screen.say(
        `${name} ${rest.split(/[\s,]+/, 2).join(' ')}: fake-stata has no network\n`,
        'error',
      );
      throw new StataError(631, 'host not found');
    },
  };
}

/** `adopath`, `sysdir`: shown as they are; what is added to them is forgotten. */
export const adopathCommand: Command = {
  name: 'adopath',
  run: ({ screen, host }, { rest }) => {
    const { installDirectory } = host;
    const places = [
      ['BASE', `${installDirectory}ado/base/`],
      ['SITE', `${installDirectory}ado/site/`],
      ['', '.'],
      ['PERSONAL', '~/ado/personal/'],
      ['PLUS', '~/ado/plus/'],
      ['OLDPLACE', '~/ado/'],
    ];
    const added = /^\+\+?\s*(.*)$/s.exec(rest)?.[1];
    const all = added === undefined ? places : [...places, ['', unquoted(added)]];
    for (const [index, [name = '', path = '']] of all.entries()) {
      screen.say(`  [${index + 1}]  ${(name === '' ? '' : `(${name})`).padEnd(12)}"${path}"\n`);
    }
  },
};
