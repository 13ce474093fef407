import type { Command } from '../../engine/command.ts';
import { StataError } from '../../error/stata-error.ts';

/** `help topic`: there is none here, and it says so. In batch mode Stata doesn't even look. */
export const helpCommand: Command = {
  name: 'help',
  abbreviation: 'h',
  run: ({ screen, host }, { rest }) => {
    if (host.mode === 'batch') {
      screen.say('request ignored because of batch mode\n');
      return;
    }
    const topic = (rest.split(',', 1)[0] ?? '').trim();
    if (topic === '')
      screen.say('fake-stata has no help of its own: see https://www.stata.com/help\n');
    else screen.say(`help for ${topic} is not here: fake-stata only looks like Stata\n`);
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
