import type { Command } from '../../engine/command.ts';
import { forgetPreserved, preserve, restorePreserved } from '../../engine/preserved.ts';
import { StataError } from '../../error/stata-error.ts';

/** `preserve`: keeps the data as they are, until `restore` or the end of the program or do-file. */
export const preserveCommand: Command = {
  name: 'preserve',
  abbreviation: 'preser',
  run: ({ callFrame, state }) => {
    if (callFrame.preserved !== undefined) throw new StataError(621, 'already preserved');
    preserve(state, callFrame);
  },
};

/** `restore [, not preserve]`. */
export const restoreCommand: Command = {
  name: 'restore',
  run: ({ callFrame, state }, { rest }) => {
    if (callFrame.preserved === undefined) throw new StataError(622, 'nothing to restore');
    if (/^,\s*not\b/.test(rest)) forgetPreserved(state, callFrame);
    else restorePreserved(state, callFrame);
    if (/^,\s*preserve\b/.test(rest)) preserve(state, callFrame);
  },
};
