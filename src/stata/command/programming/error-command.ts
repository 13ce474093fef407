import type { Command } from '../../engine/command.ts';
import { messageOf } from '../../error/return-codes.ts';
import { StataError } from '../../error/stata-error.ts';

/** `error 198`: fails as a command would that fails so. */
export const errorCommand: Command = {
  name: 'error',
  abbreviation: 'err',
  run: (context, { rest }) => {
    const returnCode = context.evaluateNumber(rest);
    if (!Number.isInteger(returnCode) || returnCode < 0)
      throw new StataError(198, 'invalid syntax');
    if (returnCode !== 0) throw new StataError(returnCode, messageOf(returnCode));
  },
};
