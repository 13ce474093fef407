import type { Arrival } from '../../timeline/arrival.ts';
import { getStreamsOf, NO_GET_STREAM } from '../evidence/get-streams-of.ts';
import { isAnyFound, untold } from '../evidence/matched-event.ts';
import { WITH_SESSIONS } from '../terms/protocol-version.ts';
import { fail, notApplicable, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const g05: Rule = {
  id: 'G05',
  level: 'must',
  versions: WITH_SESSIONS,
  ended: 'has no GET stream',
  says: 'Each message is sent on one stream only.',
  why: 'A client with two streams open would show it twice.',
  source: 'Streamable HTTP, Multiple Connections',
  needs: ['isolation'],
  judge: ({ experiment }) => {
    const isolation = experiment('isolation');
    if (getStreamsOf(isolation).length === 0) return notApplicable(NO_GET_STREAM);
    const doubled = isolation.calls.filter((call) => {
      const own = new Set(messagesIn(call.arrivals));
      return call.elsewhere.some(
        ({ via, arrivals }) => via === 'get' && messagesIn(arrivals).some((each) => own.has(each)),
      );
    });
    if (doubled.length > 0) {
      return fail(`output of ${doubled.length} calls was heard on two streams`);
    }
    if (!isAnyFound(isolation.calls)) return untold(isolation.calls);
    return pass('nothing was heard on two streams');
  },
};

/** Whole messages: a log message and a progress that say the same are two. */
function messagesIn(arrivals: readonly Arrival[]): readonly string[] {
  return arrivals.flatMap((arrival) =>
    arrival.kind === 'sse-event' && arrival.data !== '' ? [arrival.data] : [],
  );
}
