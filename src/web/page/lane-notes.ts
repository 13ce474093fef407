import type { Tracking } from '../../contract/tracking/tracking.ts';
import { seconds } from '../../report/event-table.ts';
import { markOf } from '../../report/marks.ts';
import type { TimelineEvent } from '../../timeline/timeline.ts';
import type { LaneBroken, LaneJudged } from '../message/page-message.ts';

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
  const notes = [
    ...(first === undefined ? [] : [`first event ${seconds(first.atMs)} s`]),
    ...(cameTo === null ? [] : [outcome(cameTo)]),
    ...(tracking === undefined
      ? []
      : [`tracks first ${coefficient(tracking.b.value)}, total ${coefficient(tracking.c.value)}`]),
  ];
  if (notes.length > 0) return notes;
  return [events.length === 0 ? '' : 'nothing heard yet'];
}

function outcome(cameTo: LaneJudged | LaneBroken): string {
  if (cameTo.kind === 'broken') return 'broken';
  return cameTo.couldTell ? cameTo.delivery : `${cameTo.delivery}?`;
}

function coefficient(value: number): string {
  return (Math.round(value * 100) / 100 + 0).toFixed(2);
}
