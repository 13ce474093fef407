import { sessionIdsIn } from '../evidence/session-ids-in.ts';
import { WITH_SESSIONS } from '../terms/protocol-version.ts';
import { fail, notApplicable, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const s01: Rule = {
  id: 'S01',
  level: 'should',
  versions: WITH_SESSIONS,
  ended: 'has no sessions',
  says: 'Session ids are unique and hard to guess.',
  why: 'Whoever guesses one hears another client’s output.',
  source: 'Session Management 1',
  needs: ['handshake'],
  judge: ({ experiment }) => {
    const ids = sessionIdsIn(experiment('handshake'));
    if (ids.length === 0) return notApplicable('the server has no sessions');
    const isUnique = new Set(ids).size === ids.length;
    const shortest = Math.min(...ids.map((id) => id.length));
    const seen = `${ids.length} sessions, ${new Set(ids).size} ids, of ${shortest} characters at least`;
    return isUnique && shortest >= LENGTH_MIN ? pass(seen) : fail(seen);
  },
};

/** 96 random bits in base 64; fewer can’t be secure, and whether more are can’t be seen from outside. */
const LENGTH_MIN = 16;
