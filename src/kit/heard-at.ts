import { heardEvents } from '../delivery/heard-event.ts';
import type { TimelineEvent } from '../timeline/timeline.ts';

/**
 * When a text was heard, as a message, as progress or in the result: each time that anything which
 * contains it was heard, in milliseconds after the call. The plain function beneath `toHear(…)`.
 */
export function heardAtMs(timeline: readonly TimelineEvent[], text: string): readonly number[] {
  return heardEvents(timeline).flatMap((event) => (event.text.includes(text) ? [event.atMs] : []));
}
