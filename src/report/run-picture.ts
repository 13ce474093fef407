import { calledAtMs } from '../timeline/called-at.ts';
import type { TimelineEvent } from '../timeline/timeline.ts';
import { seconds } from './event-table.ts';
import { layOutLanes, type PictureLane } from './lanes-layout.ts';
import { LanesPicture } from './lanes-picture.ts';
import type { RunReport } from './run-report.ts';
import { formatSvgFile } from './svg-file.ts';

const WIDTH = 960;

/** A run to be shown: what happened, and what it came to. */
export interface RunShown {
  readonly timeline: readonly TimelineEvent[];
  readonly report: RunReport;
}

export interface RunPictureOptions {
  readonly scenario: string;
  /** How late an event may be and still count as in time. */
  readonly toleranceMs: number;
}

/** Runs of one scenario as an SVG file: what was said and what each client heard, under one axis. */
export function formatRunPicture(
  runs: readonly RunShown[],
  { scenario, toleranceMs }: RunPictureOptions,
): string {
  const lanes = runs.map(({ timeline, report }): PictureLane => {
    const startMs = calledAtMs(timeline);
    const events = timeline.map((event) => ({ ...event, atMs: event.atMs - startMs }));
    return { name: report.manager ?? 'the server', events, notes: laneNotes(report) };
  });
  const endMs = Math.max(...lanes.flatMap(({ events }) => events.map(({ atMs }) => atMs)));
  const layout = layOutLanes({ lanes, endMs, toleranceMs, width: WIDTH });
  const picture = LanesPicture({ layout, tabKey: null });
  const title = `${scenario}: ${lanes.map(({ name, notes }) => `${name}, ${notes.join(', ')}`).join('; ')}`;
  return formatSvgFile(picture, { width: layout.width, height: layout.height, title });
}

/** What a lane came to, in a few words: the first-event latency, and how events were delivered. */
function laneNotes({
  firstEventMs,
  delivery,
}: Pick<RunReport, 'firstEventMs' | 'delivery'>): readonly string[] {
  const first = firstEventMs === null ? 'no event' : `first event ${seconds(firstEventMs)} s`;
  return [first, delivery];
}
