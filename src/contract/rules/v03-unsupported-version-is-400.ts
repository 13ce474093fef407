import { answerTo } from '../evidence/answer-to.ts';
import { fail, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const v03: Rule = {
  id: 'V03',
  level: 'must',
  versions: ['2025-06-18', '2025-11-25'],
  ended: 'has V06 in its place',
  says: 'A request that names an unsupported version is answered with 400.',
  why: 'Otherwise client and server believe that they agree.',
  source: 'Protocol Version Header',
  needs: ['statuses'],
  judge: ({ experiment }) => {
    const { status } = answerTo(experiment('statuses'), 'ping of an unsupported version');
    const seen = `the version 1999-12-31 was answered with ${status ?? 'nothing'}`;
    return status === 400 ? pass(seen) : fail(seen);
  },
};
