import { answerTo } from '../evidence/answer-to.ts';
import { WITH_SESSIONS } from '../terms/protocol-version.ts';
import { fail, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const c08: Rule = {
  id: 'C08',
  level: 'should',
  versions: WITH_SESSIONS,
  ended: 'has no other cancellation than to hang up',
  says: 'A cancellation of nothing, or a malformed one, is ignored.',
  why: 'Otherwise one confused client takes its session down.',
  source: 'Cancellation, Error Handling',
  needs: ['statuses'],
  judge: ({ experiment }) => {
    const nothing = answerTo(experiment('statuses'), 'cancel of nothing').status;
    const malformed = answerTo(experiment('statuses'), 'malformed cancel').status;
    const { hasResult } = answerTo(experiment('statuses'), 'ping after');
    const seen = `a cancel of nothing got ${nothing ?? 'no answer'}, a malformed one ${malformed ?? 'no answer'}`;
    const isIgnored = [nothing, malformed].every((status) => status !== null && status < 500);
    return hasResult && isIgnored ? pass(`${seen}; the session went on`) : fail(seen);
  },
};
