import type { Command } from '../../engine/command.ts';
import { StataError } from '../../error/stata-error.ts';

/** Commands that come after an estimation fail here, unless a scenario answers them. */
export const estimatesCommand = afterEstimation('estimates', 'est');
export const predictCommand = afterEstimation('predict', 'predict');
export const testCommand = afterEstimation('test', 'te');
export const marginsCommand = afterEstimation('margins', 'margins');
export const lincomCommand = afterEstimation('lincom', 'lincom');

function afterEstimation(name: string, abbreviation: string): Command {
  return {
    name,
    abbreviation,
    run: ({ state }, { rest }) => {
      if (/^(?:clear|drop)\b/.test(rest)) return;
      if (!state.e.macros.has('cmd')) throw new StataError(301, 'last estimates not found');
      if (name === 'estimates' && /^(?:sto\w*|res\w*)\b/.test(rest)) return;
      throw new StataError(321, 'requested action not valid after most recent estimation command');
    },
  };
}
