import type { Command } from '../../engine/command.ts';
import { Jump } from '../../engine/jump.ts';
import { BREAK_CODE, BREAK_MESSAGE, StataError } from '../../error/stata-error.ts';

/** `exit`, `exit 198`, `exit, clear`, `exit, STATA clear`. */
export const exitCommand: Command = {
  name: 'exit',
  abbreviation: 'e',
  run: (context, { rest }) => {
    const [, code = '', options = ''] = /^([^,]*),?(.*)$/s.exec(rest) ?? [];
    const returnCode = code.trim() === '' ? 0 : context.evaluateNumber(code);
    const leaves = /\bSTATA\b/.test(options) || context.isAtKeyboard;
    if (leaves) {
      const isForced = /\bclear\b|\bSTATA\b/.test(options);
      if (context.state.dataset.isChanged && !isForced) {
        throw new StataError(4, 'no; dataset in memory has changed since last saved');
      }
      context.leave();
    }
    if (returnCode === 0) throw new Jump('end-of-file');
    throw new StataError(returnCode, returnCode === BREAK_CODE ? BREAK_MESSAGE : '');
  },
};
