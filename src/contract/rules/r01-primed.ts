import { answerTypeOf } from '../evidence/answer-type-of.ts';
import { fail, notApplicable, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const r01: Rule = {
  id: 'R01',
  level: 'should',
  versions: ['2025-11-25'],
  ended: 'lets nobody resume a stream',
  says: 'An event stream begins at once with an event that has an id and no data.',
  why: 'A client that is cut off before the first event has nothing to resume from.',
  source: 'Streamable HTTP, Sending Messages 6',
  needs: ['gaps'],
  judge: ({ experiment }) => {
    const streams = experiment('gaps').calls.filter(
      (call) => answerTypeOf(call) === 'text/event-stream',
    );
    if (streams.length === 0) return notApplicable('no call was answered by an event stream');
    const primed = streams.filter(({ arrivals }) => {
      const first = arrivals.find((arrival) => arrival.kind === 'sse-event');
      return first !== undefined && first.id !== null && first.data === '';
    });
    const seen = `${primed.length} of ${streams.length} streams were primed`;
    return primed.length === streams.length ? pass(seen) : fail(seen);
  },
};
