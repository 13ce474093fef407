import { WITH_SESSIONS } from '../protocol-version.ts';
import type { Rule } from '../rule.ts';
import { isAnyFound, isFoundIn, untold } from '../sighting.ts';
import { fail, pass } from '../verdict.ts';

export const t14: Rule = {
  id: 'T14',
  level: 'should',
  versions: WITH_SESSIONS,
  ended: 'has T15 in its place',
  says: 'What comes on a request’s stream before its response belongs to that request.',
  why: 'Otherwise a client shows one run’s output as another’s.',
  source: 'Streamable HTTP, Sending Messages 6',
  needs: ['isolation'],
  judge: ({ experiment }) => {
    const { calls } = experiment('isolation');
    const foreign = calls.flatMap((call) =>
      calls
        .filter((other) => other !== call && isFoundIn(call.arrivals, other))
        .map((other) => `the stream of “${call.label}” had output of “${other.label}”`),
    );
    if (foreign.length > 0) {
      return fail(foreign.join('; '));
    }
    if (!isAnyFound(calls)) return untold(calls);
    return pass(`${calls.length} calls at the same time, each with nothing but its own`);
  },
};
