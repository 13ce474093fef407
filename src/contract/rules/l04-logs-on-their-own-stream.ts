import { isAnyFound, isFoundIn, untold } from '../evidence/matched-event.ts';
import { STATELESS } from '../terms/protocol-version.ts';
import { fail, notApplicable, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const l04: Rule = {
  id: 'L04',
  level: 'must',
  versions: STATELESS,
  says: 'What is said while a request runs comes on no subscription.',
  why: 'Whoever subscribed to changes would see what others do, and who made the request might not.',
  source: 'Logging, Per-request log level',
  needs: ['isolation'],
  judge: ({ experiment }) => {
    const { calls } = experiment('isolation');
    const streams = calls.flatMap(({ elsewhere }) =>
      elsewhere.filter(
        ({ via, arrivals }) =>
          via === 'listen' && arrivals.some(({ kind }) => kind === 'sse-event'),
      ),
    );
    if (streams.length === 0) return notApplicable('the server opened no subscription');
    const misled = calls.filter((call) =>
      streams.some(({ arrivals }) => isFoundIn(arrivals, call)),
    );
    if (misled.length > 0) {
      return fail(`output of ${misled.length} of ${calls.length} calls came on a subscription`);
    }
    if (!isAnyFound(calls)) return untold(calls);
    return pass('no call’s output came there');
  },
};
