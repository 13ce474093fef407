import type { Command } from '../../engine/command.ts';
import { StataError } from '../../error/stata-error.ts';
import { isMissing } from '../../value/missing.ts';
import { sleep } from '../../work/effect.ts';

/** `sleep 2000`: two seconds in which nothing happens. */
export const sleepCommand: Command = {
  name: 'sleep',
  *run(context, { rest }) {
    const ms = rest === '' ? Number.NaN : context.evaluateNumber(rest);
    if (!(ms >= 0) || isMissing(ms)) throw new StataError(198, 'invalid syntax');
    yield* sleep(ms);
  },
};
