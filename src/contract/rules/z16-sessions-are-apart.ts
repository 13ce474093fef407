import { isAnyFound, isFoundIn, untold } from '../evidence/matched-event.ts';
import { WITH_SESSIONS } from '../terms/protocol-version.ts';
import { fail, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const z16: Rule = {
  id: 'Z16',
  level: 'must',
  versions: WITH_SESSIONS,
  ended: 'has no sessions',
  says: 'What is said in one session is heard in no other.',
  why: 'People would see each other’s data.',
  source: 'ours',
  needs: ['isolation'],
  judge: ({ experiment }) => {
    const { calls } = experiment('isolation');
    const leaks = calls.filter((call) =>
      call.elsewhere.some(
        ({ via, arrivals }) => via === 'other-session' && isFoundIn(arrivals, call),
      ),
    );
    const crossed = calls.filter((call) =>
      calls.some(
        (other) =>
          (other.label === 'theirs') !== (call.label === 'theirs') &&
          isFoundIn(other.arrivals, call),
      ),
    );
    const leaked = new Set([...leaks, ...crossed]);
    if (leaked.size > 0) {
      return fail(
        `output of ${[...leaked].map(({ label }) => `“${label}”`).join(', ')} was heard in the other session`,
      );
    }
    if (!isAnyFound(calls)) return untold(calls);
    return pass('nothing crossed over between two sessions');
  },
};
