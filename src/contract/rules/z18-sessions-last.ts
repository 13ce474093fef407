import { WITH_SESSIONS } from '../terms/protocol-version.ts';
import { fail, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const z18: Rule = {
  id: 'Z18',
  level: 'must',
  versions: WITH_SESSIONS,
  ended: 'has no sessions',
  says: 'A session lasts until it is ended.',
  why: 'A server that keeps sessions in one of several workers, without affinity, knows every other call only.',
  source: 'ours',
  needs: ['noise', 'gaps'],
  judge: ({ experiment }) => {
    const calls = [...experiment('noise').calls, ...experiment('gaps').calls];
    const lost = calls.filter(({ arrivals }) =>
      arrivals.some((arrival) => arrival.kind === 'headers' && arrival.status === 404),
    );
    const seen = `${lost.length} of ${calls.length} calls in a session were answered with 404`;
    return lost.length > 0 ? fail(seen) : pass(seen);
  },
};
