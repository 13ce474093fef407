import { answersOf } from '../evidence/call-outcome.ts';
import { WITH_SESSIONS } from '../terms/protocol-version.ts';
import { fail, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const t10: Rule = {
  id: 'T10',
  level: 'should',
  versions: WITH_SESSIONS,
  ended: 'says only that the response ends the stream (T13)',
  says: 'The stream of a request ends up holding its response.',
  why: 'Both official TypeScript clients hang until their time-out when a stream ends without one.',
  source: 'Streamable HTTP, Sending Messages 6',
  needs: ['gaps'],
  judge: ({ experiment }) => {
    const { calls } = experiment('gaps');
    const without = calls.filter((call) => answersOf(call).length === 0);
    const seen = `${calls.length - without.length} of ${calls.length} streams held the response`;
    return without.length === 0 ? pass(seen) : fail(seen);
  },
};
