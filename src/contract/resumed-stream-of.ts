import { STRAY_ANSWER } from '../probe/arrival-of.ts';
import type { Arrival } from '../timeline/arrival.ts';
import type { ExperimentEvidence, StreamEvidence } from './evidence.ts';

/** The stream that was resumed in an experiment; undefined when none was. */
export function resumedStreamOf({ calls }: ExperimentEvidence): StreamEvidence | undefined {
  return calls.flatMap(({ elsewhere }) => elsewhere).find(({ via }) => via === 'resumed');
}

/** The answers on a stream that belongs to no call of its own: for each, whether it is an error. */
export function answersOn({ arrivals }: StreamEvidence): readonly boolean[] {
  return arrivals.flatMap((arrival, index) => {
    if (!isAnswer(arrival)) return [];
    const event = arrivals[index - 1];
    const isError = event?.kind === 'sse-event' && /"error":|"isError":true/.test(event.data);
    return [isError];
  });
}

/** What came on such a stream but for the answers, which may well repeat what was said. */
export function saidOn({ arrivals }: StreamEvidence): readonly Arrival[] {
  return arrivals.filter((_, index) => !isAnswer(arrivals[index + 1]));
}

function isAnswer(arrival: Arrival | undefined): boolean {
  return arrival?.kind === 'other' && arrival.method === STRAY_ANSWER;
}
