import { progressOf } from '../evidence/progress-of.ts';
import { PROTOCOL_VERSIONS } from '../terms/protocol-version.ts';
import { fail, notApplicable, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const p01: Rule = {
  id: 'P01',
  level: 'must',
  versions: PROTOCOL_VERSIONS,
  says: 'Progress increases with each notification.',
  why: 'A bar that stands still or goes back tells people that something hangs.',
  source: 'Progress',
  needs: ['gaps'],
  judge: ({ experiment }) => {
    const { calls } = experiment('gaps');
    const told = calls.filter((call) => progressOf(call).length > 0);
    if (told.length === 0) return notApplicable('no progress was told, and none has to be');
    const back = told.filter((call) =>
      progressOf(call).some(
        ({ progress }, index, all) =>
          progress <= (all[index - 1]?.progress ?? Number.NEGATIVE_INFINITY),
      ),
    );
    return back.length === 0
      ? pass(`it increased in ${told.length} calls`)
      : fail(`in ${back.length} of ${told.length} calls it stood still or went back`);
  },
};
