import { answerTo } from '../evidence/answer-to.ts';
import { fail, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const t05: Rule = {
  id: 'T05',
  level: 'must',
  versions: ['2025-03-26'],
  says: 'A batch of messages is accepted.',
  why: 'Clients of that version may send several messages at once.',
  source: 'Basic, Batching',
  needs: ['statuses'],
  judge: ({ experiment }) => {
    const { status, hasResult } = answerTo(experiment('statuses'), 'batch');
    const seen = `a batch of two pings was answered with ${status ?? 'nothing'}`;
    return status === 200 && hasResult ? pass(seen) : fail(seen);
  },
};
