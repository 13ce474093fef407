import type { Command } from '../../engine/command.ts';
import { Jump } from '../../engine/jump.ts';
import { StataError } from '../../error/stata-error.ts';

/** `continue`, and `continue, break`. */
export const continueCommand: Command = {
  name: 'continue',
  run: (_context, { rest }) => {
    if (rest === '') throw new Jump('next-iteration');
    if (/^,\s*br(?:e(?:a(?:k)?)?)?$/.test(rest)) throw new Jump('after-loop');
    throw new StataError(198, 'invalid syntax');
  },
};
