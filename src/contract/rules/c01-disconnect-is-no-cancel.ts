import type { StreamEvidence } from '../evidence.ts';
import { WITH_SESSIONS } from '../protocol-version.ts';
import { resumedCallIn } from '../resumed-call.ts';
import type { Rule } from '../rule.ts';
import { answersOf, isSuccess } from '../talk.ts';
import { cannotTell, fail, pass } from '../verdict.ts';

export const c01: Rule = {
  id: 'C01',
  level: 'should',
  versions: WITH_SESSIONS,
  says: 'A client that is cut off has not cancelled its call.',
  why: 'A lost connection would throw away an hour of computing that could have been fetched later.',
  source: 'Streamable HTTP, Sending Messages 6',
  needs: ['resume'],
  judge: ({ experiment }) => {
    const resumed = resumedCallIn(experiment('resume'));
    if (resumed === undefined) return cannotTell('nothing could be resumed');
    const answers = answersOf(resumed.stream);
    if (answers.length === 0) {
      if (isEventStream(resumed.stream)) {
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

function isEventStream({ arrivals }: StreamEvidence): boolean {
  return arrivals.some(
    (arrival) =>
      arrival.kind === 'headers' &&
      arrival.status === 200 &&
      (arrival.contentType ?? '').startsWith('text/event-stream'),
  );
}
