import { answerTo } from '../evidence/answer-to.ts';
import { fail, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const v02: Rule = {
  id: 'V02',
  level: 'should',
  versions: ['2025-06-18', '2025-11-25'],
  ended: 'wants a version in every request (V05)',
  says: 'A request that names no version is taken to be of 2025-03-26.',
  why: 'Older clients don’t know the header.',
  source: 'Protocol Version Header',
  needs: ['statuses'],
  judge: ({ experiment }) => {
    const { status, hasResult } = answerTo(experiment('statuses'), 'ping without a version');
    const seen = `it was answered with ${status ?? 'nothing'}`;
    return status === 200 && hasResult ? pass(seen) : fail(seen);
  },
};
