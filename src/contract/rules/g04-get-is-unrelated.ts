import { getStreamsOf, NO_GET_STREAM } from '../evidence/get-streams-of.ts';
import { isAnyFound, isHeardIn, untold } from '../evidence/matched-event.ts';
import { WITH_SESSIONS } from '../terms/protocol-version.ts';
import { fail, notApplicable, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const g04: Rule = {
  id: 'G04',
  level: 'should',
  versions: WITH_SESSIONS,
  ended: 'has no GET stream',
  says: 'What comes on the GET stream belongs to no running request.',
  why: 'Whoever has no GET stream open never hears it, and most clients have none.',
  source: 'Streamable HTTP, Listening 4',
  needs: ['isolation'],
  judge: ({ experiment }) => {
    const isolation = experiment('isolation');
    if (getStreamsOf(isolation).length === 0) return notApplicable(NO_GET_STREAM);
    const misled = isolation.calls.filter((call) =>
      call.elsewhere.some(({ via, arrivals }) => via === 'get' && isHeardIn(arrivals, call)),
    );
    if (misled.length > 0) {
      return fail(
        `output of ${misled.length} of ${isolation.calls.length} calls came on the GET stream`,
      );
    }
    if (!isAnyFound(isolation.calls)) return untold(isolation.calls);
    return pass('no call’s output came there');
  },
};
