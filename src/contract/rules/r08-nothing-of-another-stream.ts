import { isAnyFound, isFoundIn, untold } from '../evidence/matched-event.ts';
import { WITH_SESSIONS } from '../terms/protocol-version.ts';
import { fail, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const r08: Rule = {
  id: 'R08',
  level: 'must',
  versions: WITH_SESSIONS,
  ended: 'lets nobody resume a stream',
  says: 'A resumed stream replays nothing of another stream.',
  why: 'A client would take it for an answer to what it resumed.',
  source: 'Streamable HTTP, Resumability 2',
  needs: ['resume'],
  judge: ({ experiment }) => {
    const { calls } = experiment('resume');
    const replayed = calls.flatMap(({ elsewhere }) =>
      elsewhere.filter(({ via }) => via === 'resumed'),
    );
    const resumed = calls.find(({ elsewhere }) => elsewhere.length > 0);
    const foreign = calls.filter(
      (call) => call !== resumed && replayed.some(({ arrivals }) => isFoundIn(arrivals, call)),
    );
    if (foreign.length > 0) return fail('output of another call came on the resumed stream');
    if (!isAnyFound(calls)) return untold(calls);
    return pass('nothing of the other call came on the resumed stream');
  },
};
