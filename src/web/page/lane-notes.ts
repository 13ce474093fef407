import type { Tracking } from '../../contract/tracking/tracking.ts';
import { seconds } from '../../report/event-table.ts';
import { markOf } from '../../report/marks.ts';
import type { TimelineEvent } from '../../timeline/timeline.ts';
import type { LaneJudged } from '../page-message.ts';

/** What stands beside a lane: the first-event latency, how events were delivered, the tracking. */
export function laneNotes(
  events: readonly TimelineEvent[],
  judged: LaneJudged | null,
  tracking: Tracking | undefined,
): readonly string[] {
  const first = events.find((event) => {
    const kind = markOf(event)?.kind;
    return kind === 'heard' || kind === 'result';
  });
  if (first === undefined) return [events.length === 0 ? '' : 'nothing heard yet'];
  return [
    `first event ${seconds(first.atMs)} s`,
    ...(judged === null ? [] : [judged.couldTell ? judged.delivery : `${judged.delivery}?`]),
    ...(tracking === undefined
      ? []
      : [`tracks first ${coefficient(tracking.b.value)}, total ${coefficient(tracking.c.value)}`]),
  ];
}

function coefficient(value: number): string {
  return (Math.round(value * 100) / 100 + 0).toFixed(2);
}
