import { answersOf } from './call-outcome.ts';
import type { CallEvidence } from './evidence.ts';

/** How many messages, progress included, came on a call's own stream after an instant. */
export function heardAfter({ arrivals }: CallEvidence, instantMs: number): number {
  return arrivals.filter(
    ({ kind, atMs }) => (kind === 'message' || kind === 'progress') && atMs > instantMs,
  ).length;
}

/** How many messages of any kind came on a call's own stream after its answer. */
export function eventsAfterAnswer(call: CallEvidence): number {
  const [answer] = answersOf(call);
  if (answer === undefined) return 0;
  return call.arrivals
    .slice(call.arrivals.indexOf(answer) + 1)
    .filter(({ kind }) => kind === 'message' || kind === 'progress' || kind === 'other').length;
}
