import type { Tracking } from '../../contract/tracking/tracking.ts';
import { seconds } from '../../report/event-table.ts';
import { markOf } from '../../report/marks.ts';
import type { TimelineEvent } from '../../timeline/timeline.ts';
import type { LaneBroken, LaneJudged } from '../page-message.ts';

/** What stands beside a lane: the first-event latency, how events were delivered, the tracking. */
export function laneNotes(
  events: readonly TimelineEvent[],
  cameTo: LaneJudged | LaneBroken | null,
  tracking: Tracking | undefined,
): readonly string[] {
  const first = events.find((event) => {
    const kind = markOf(event)?.kind;
    return kind === 'heard' || kind === 'result';
  });
  const broken = cameTo?.kind === 'broken' ? ['broken'] : [];
  if (first === undefined) {
    return broken.length > 0 ? broken : [events.length === 0 ? '' : 'nothing heard yet'];
  }
  return [
    `first event ${seconds(first.atMs)} s`,
    ...broken,
    ...(cameTo?.kind === 'judged'
      ? [cameTo.couldTell ? cameTo.delivery : `${cameTo.delivery}?`]
      : []),
    ...(tracking === undefined
      ? []
      : [`tracks first ${coefficient(tracking.b.value)}, total ${coefficient(tracking.c.value)}`]),
  ];
}

function coefficient(value: number): string {
  return (Math.round(value * 100) / 100 + 0).toFixed(2);
}
