import { withCommas } from '../format/format-number.ts';
import type { Command } from './command.ts';
import { parseStandard, sampleOf } from './standard-syntax.ts';

/** `count [if] [in]`: how many observations there are. */
export const countCommand: Command = {
  name: 'count',
  by: 'each',
  abbreviation: 'cou',
  run: (context, { rest }) => {
    const { dataset, r } = context.state;
    const isInSample = sampleOf(context, parseStandard(rest));
    let count = 0;
    for (let at = 0; at < dataset.observations; at += 1) if (isInSample(at)) count += 1;
    r.clear();
    r.scalars.set('N', count);
    context.screen.say(`  ${withCommas(String(count))}\n`, 'result');
  },
};
