import type { Command } from '../../engine/command.ts';
import { StataError } from '../../error/stata-error.ts';

/** `version` tells; `version 14` asks for an older Stata, which is believed and changes nothing. */
export const versionCommand: Command = {
  name: 'version',
  abbreviation: 'vers',
  run: ({ host, screen }, { rest }) => {
    if (rest === '') {
      screen.say(`version ${host.version.toFixed(1)}\n`);
      return;
    }
    const asked = /^(\d+(?:\.\d+)?)\b/.exec(rest)?.[1];
    if (asked === undefined) throw new StataError(198, 'invalid syntax');
    if (Number(asked) > host.version) {
      throw new StataError(
        9,
        `this is version ${host.version.toFixed(1)} of Stata; it cannot run version ${asked} programs`,
      );
    }
  },
};
