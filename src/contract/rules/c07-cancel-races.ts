import { answerTo } from '../evidence/answer-to.ts';
import { WITH_SESSIONS } from '../terms/protocol-version.ts';
import { fail, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const c07: Rule = {
  id: 'C07',
  level: 'must',
  versions: WITH_SESSIONS,
  ended: 'has no other cancellation than to hang up',
  says: 'A cancellation that comes too late does no harm.',
  why: 'It is bound to happen: it crosses the answer on its way.',
  source: 'Cancellation, Timing',
  needs: ['cancel'],
  judge: ({ experiment }) => {
    const late = answerTo(experiment('cancel'), 'cancel of a finished call');
    const { hasResult } = answerTo(experiment('cancel'), 'ping after');
    const isHarmless = hasResult && late.status !== null && late.status < 500;
    return isHarmless
      ? pass('the session went on')
      : fail(
          `a late cancellation got ${late.status ?? 'no answer'}, and a ping after it ${hasResult ? 'one' : 'none'}`,
        );
  },
};
