import type { DeliveryFinding } from '../delivery/delivery.ts';
import type { HeardEvent } from '../delivery/heard-event.ts';
import { seconds } from './event-table.ts';

/**
 * One sentence that says what happened and why.
 *
 * @param manager - what stood between the server and the client, when that is known
 */
export function explainDelivery(
  heard: readonly HeardEvent[],
  { delivery, couldTell }: DeliveryFinding,
  manager: { readonly about: string } | null,
): string {
  const first = `${seconds(heard[0]?.atMs ?? 0)} s`;
  const end = `${seconds(heard.at(-1)?.atMs ?? 0)} s`;
  const why = manager === null ? '' : `, because the manager ${manager.about}`;
  if (!couldTell) {
    return `can't tell: no event was due clearly before the end (${end}), so streaming and buffering look the same.`;
  }
  switch (delivery) {
    case 'silent':
      return `silent: nothing was heard before the result at ${end}${why}.`;
    case 'buffered':
      return `buffered: nothing was heard before the call was over at ${end}, and then everything at once${why}.`;
    case 'partly-buffered':
      return `partly buffered: the first event was heard at ${first}, but later ones came after they were due${why}.`;
    case 'streamed':
      return `streamed: the first event was heard at ${first}, although the call went on until ${end}${why}.`;
  }
}
