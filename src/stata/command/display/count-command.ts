import type { Command } from '../../engine/command.ts';
import { withCommas } from '../../format/format-number.ts';
import { parseStandard, rowsInSample } from '../language/standard-syntax.ts';

/** `count [if] [in]`: how many observations there are. */
export const countCommand: Command = {
  name: 'count',
  by: 'each',
  abbreviation: 'cou',
  *run(context, { rest }) {
    const { r } = context.state;
    const count = (yield* rowsInSample(context, parseStandard(rest))).length;
    r.clear();
    r.scalars.set('N', count);
    context.screen.say(`  ${withCommas(String(count))}\n`, 'result');
  },
};
