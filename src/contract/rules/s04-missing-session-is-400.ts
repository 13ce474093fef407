import { exchangeIn } from '../evidence/answer-to.ts';
import { WITH_SESSIONS } from '../terms/protocol-version.ts';
import { fail, notApplicable, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const s04: Rule = {
  id: 'S04',
  level: 'should',
  versions: WITH_SESSIONS,
  ended: 'has no sessions',
  says: 'A request without its session id is answered with 400.',
  why: 'A client learns what it forgot.',
  source: 'Session Management 2',
  needs: ['statuses'],
  judge: ({ experiment }) => {
    const exchange = exchangeIn(experiment('statuses'), 'ping without a session');
    if (exchange === undefined) return notApplicable('the server has no sessions');
    const seen = `it was answered with ${exchange.status ?? 'nothing'}`;
    return exchange.status === 400 ? pass(seen) : fail(seen);
  },
};
