import { exchangeIn } from '../evidence/answer-to.ts';
import { WITH_SESSIONS } from '../terms/protocol-version.ts';
import { fail, notApplicable, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const s05: Rule = {
  id: 'S05',
  level: 'must',
  versions: WITH_SESSIONS,
  ended: 'has no sessions',
  says: 'A request in a session that was ended is answered with 404.',
  why: 'On exactly 404 a client begins anew; on anything else it is stuck.',
  source: 'Session Management 3',
  needs: ['statuses'],
  judge: ({ experiment }) => {
    const ended = exchangeIn(experiment('statuses'), 'delete');
    const exchange = exchangeIn(experiment('statuses'), 'ping of an ended session');
    if (exchange === undefined) return notApplicable('the server has no sessions');
    if (ended?.status === 405) return notApplicable('the server lets no client end a session');
    const seen = `it was answered with ${exchange.status ?? 'nothing'}`;
    return exchange.status === 404 ? pass(seen) : fail(seen);
  },
};
