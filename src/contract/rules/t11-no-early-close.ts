import { answersOf, closedMs } from '../evidence/call-outcome.ts';
import { fail, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const t11: Rule = {
  id: 'T11',
  level: 'should',
  versions: ['2025-03-26', '2025-06-18'],
  says: 'A stream is not closed before its response was sent.',
  why: 'A client that has nothing to resume from never learns the result.',
  source: 'Streamable HTTP, Sending Messages 6',
  needs: ['gaps'],
  judge: ({ experiment }) => {
    const { calls } = experiment('gaps');
    const early = calls.filter(
      (call) => answersOf(call).length === 0 && closedMs(call) !== undefined,
    );
    const seen = `${early.length} of ${calls.length} streams were closed without a response`;
    return early.length === 0 ? pass(seen) : fail(seen);
  },
};
