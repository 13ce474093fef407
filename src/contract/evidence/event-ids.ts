import type { Arrival } from '../../timeline/arrival.ts';

/** The ids of the events in what was heard, in their order. */
export function idsIn(arrivals: readonly Arrival[]): readonly string[] {
  return arrivals.flatMap((arrival) =>
    arrival.kind === 'sse-event' && arrival.id !== null && arrival.id !== '' ? [arrival.id] : [],
  );
}
