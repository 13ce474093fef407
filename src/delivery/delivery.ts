import type { HeardEvent } from './heard-event.ts';

/**
 * How the events of one run were delivered.
 *
 * - `streamed`: none was held back.
 * - `buffered`: all that could be held back were, until the end.
 * - `partly-buffered`: some were held back, or not until the end.
 * - `silent`: none came before the result.
 */
export type Delivery = 'streamed' | 'buffered' | 'partly-buffered' | 'silent';

/** What one run's delivery comes to. */
export interface DeliveryFinding {
  readonly delivery: Delivery;
  /**
   * False when no event was due before the end, so that streaming and buffering would have looked
   * the same.
   */
  readonly couldTell: boolean;
}

/**
 * Compares when events were heard with when they were due.
 *
 * @param heard - what the client heard
 * @param dueMs - for each event, when it would be heard over a transport that holds nothing back, in
 *   milliseconds after the call. When that isn't known, as with a foreign server, leave it out: then
 *   every event but the last is taken to have been due at once, and what doesn't come with the
 *   result is taken to have been in time.
 * @param toleranceMs - how much later than due still counts as in time
 */
export function judgeDelivery(
  heard: readonly HeardEvent[],
  { dueMs, toleranceMs }: { readonly dueMs?: readonly number[]; readonly toleranceMs: number },
): DeliveryFinding {
  const events = heard.filter(({ kind }) => kind !== 'result');
  const endMs = heard.at(-1)?.atMs ?? 0;
  const isDueBeforeEnd = (index: number): boolean => (dueMs?.[index] ?? 0) < endMs - toleranceMs;
  const isAtEnd = ({ atMs }: HeardEvent): boolean => atMs >= endMs - toleranceMs;
  const isLate = (event: HeardEvent, index: number): boolean =>
    dueMs === undefined ? isAtEnd(event) : event.atMs > (dueMs[index] ?? 0) + toleranceMs;

  const holdable = events.filter((_, index) => isDueBeforeEnd(index));
  const late = events.filter((event, index) => isDueBeforeEnd(index) && isLate(event, index));
  const couldTell = events.length === 0 || holdable.length > 0;
  return { couldTell, delivery: delivery() };

  function delivery(): Delivery {
    if (events.length === 0) return 'silent';
    if (late.length === 0) return 'streamed';
    if (late.length === holdable.length && late.every(isAtEnd)) return 'buffered';
    return dueMs === undefined ? 'streamed' : 'partly-buffered';
  }
}
