import { isEventStream } from '../../sse/media-type.ts';
import { answersOf, isSuccess } from '../evidence/call-outcome.ts';
import type { StreamEvidence } from '../evidence/evidence.ts';
import { firstHeardOf, matchedEventsOf } from '../evidence/matched-event.ts';
import { joined, type ResumedCall, resumedCallIn } from '../evidence/resumed-call.ts';
import { WITH_SESSIONS } from '../terms/protocol-version.ts';
import { cannotTell, fail, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const c01: Rule = {
  id: 'C01',
  level: 'should',
  versions: WITH_SESSIONS,
  ended: 'takes a disconnect for a cancellation (C03)',
  says: 'A client that is cut off has not cancelled its call.',
  why: 'A lost connection would throw away an hour of computing that could have been fetched later.',
  source: 'Streamable HTTP, Sending Messages 6',
  needs: ['resume'],
  judge: ({ experiment }) => {
    const resumed = resumedCallIn(experiment('resume'));
    if (resumed === undefined) return cannotTell('nothing could be resumed');
    const answers = answersOf(resumed.stream);
    if (answers.length === 0) {
      const wentOnMs = wentOnForMs(resumed);
      if (wentOnMs > 0) {
        return cannotTell(
          `the run went on for ${wentOnMs.toFixed(0)} ms at least, but what came after that, and the result, are lost (Z17)`,
        );
      }
      if (isOpened(resumed.stream)) {
        return fail('the resumed stream had no result, although the run was due to be over');
      }
      return cannotTell(
        'the resumed stream had no result, so nobody knows whether the run went on',
      );
    }
    return answers.some(isSuccess)
      ? pass('the run went on, and its result was there to be fetched')
      : fail('the run ended with an error when its client was cut off');
  },
};

/** How long after the cut the last output was due that was heard all the same, in milliseconds. */
function wentOnForMs({ call, stream }: ResumedCall): number {
  const cutMs = (call.hungUpAtMs ?? Number.POSITIVE_INFINITY) - call.sentAtMs;
  const heard = matchedEventsOf(joined({ call, stream })).filter(
    (event) => firstHeardOf(event) !== undefined,
  );
  return Math.max(0, ...heard.map(({ dueMs }) => dueMs - cutMs));
}

function isOpened({ arrivals }: StreamEvidence): boolean {
  return arrivals.some(
    (arrival) =>
      arrival.kind === 'headers' && arrival.status === 200 && isEventStream(arrival.contentType),
  );
}
