import { answersOf } from '../evidence/call-outcome.ts';
import { eventsAfterAnswer } from '../evidence/heard-after.ts';
import { PROTOCOL_VERSIONS } from '../terms/protocol-version.ts';
import { fail, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const z15: Rule = {
  id: 'Z15',
  level: 'must',
  versions: PROTOCOL_VERSIONS,
  lines: true,
  says: 'There is one result, and nothing after it.',
  why: 'Clients stop listening at the result.',
  source: 'ours',
  needs: ['gaps'],
  judge: ({ experiment }) => {
    const { calls } = experiment('gaps');
    const faults = calls.flatMap((call) => {
      const answers = answersOf(call).length;
      if (answers !== 1) return [`${call.label}: ${answers} results`];
      const after = eventsAfterAnswer(call);
      return after === 0 ? [] : [`${call.label}: ${after} events after the result`];
    });
    return faults.length === 0
      ? pass(`${calls.length} calls, one result each, and nothing after it`)
      : fail(faults.join('; '));
  },
};
