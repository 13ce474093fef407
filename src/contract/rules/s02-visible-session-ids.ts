import { sessionIdsIn } from '../evidence/session-ids-in.ts';
import { WITH_SESSIONS } from '../terms/protocol-version.ts';
import { fail, notApplicable, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const s02: Rule = {
  id: 'S02',
  level: 'must',
  versions: WITH_SESSIONS,
  ended: 'has no sessions',
  says: 'A session id has nothing but visible ASCII in it.',
  why: 'It travels in a header.',
  source: 'Session Management 1',
  needs: ['handshake'],
  judge: ({ experiment }) => {
    const ids = sessionIdsIn(experiment('handshake'));
    if (ids.length === 0) return notApplicable('the server has no sessions');
    const odd = ids.filter((id) => !/^[\x21-\x7e]+$/.test(id));
    return odd.length === 0 ? pass('visible ASCII only') : fail(`the id ${JSON.stringify(odd[0])}`);
  },
};
