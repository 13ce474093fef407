import type { CallEvidence } from '../contract/evidence/evidence.ts';
import { firstHeardOf, matchedEventsOf } from '../contract/evidence/matched-event.ts';
import type { ContractReport } from '../contract/judge/contract-report.ts';
import type { Trial } from '../contract/tracking/tracking.ts';
import type { TimelineEvent } from '../timeline/timeline.ts';
import { seconds } from './event-table.ts';
import { layOutLanes, type PictureLane } from './lanes-layout.ts';
import { LanesPicture } from './lanes-picture.ts';
import { scatterPicture, seriesLegend } from './scatter-picture.ts';
import { svg } from './svg-element.ts';
import { formatSvgFile } from './svg-file.ts';
import { toleranceFor } from './tolerance.ts';

const WIDTH = 960;

/** A picture of what was measured. */
export interface ContractPicture {
  /** What its file is called. */
  readonly file: string;
  readonly text: string;
}

/**
 * What a server was judged by, as SVG files: one call of each kind, with what it was to say and when
 * that was heard; and first-event latency over what was scripted. None for what wasn't measured.
 */
export function contractPictures({ target, evidence }: ContractReport): readonly ContractPicture[] {
  const calls = evidence.experiments.tracking?.calls ?? [];
  const heard = calls.filter((call) => latencyOf(call) !== undefined);
  return heard.length === 0
    ? []
    : [
        { file: 'lanes.svg', text: lanesOf(heard, target.name) },
        { file: 'tracking.svg', text: trackingOf(heard, target.name) },
      ];
}

/** The call of each kind whose first output had the longest time to be heard in. */
function lanesOf(calls: readonly CallEvidence[], name: string): string {
  const lanes = [...Map.groupBy(calls, ({ label }) => label)].map(([label, same]): PictureLane => {
    const [call] = same.toSorted((a, b) => b.script.endsAtMs - a.script.endsAtMs);
    const latencyMs = call === undefined ? undefined : latencyOf(call);
    const notes = latencyMs === undefined ? [] : [`first event ${seconds(latencyMs)} s`];
    return { name: label, events: call === undefined ? [] : eventsOf(call), notes };
  });
  const endMs = Math.max(...lanes.flatMap(({ events }) => events.map(({ atMs }) => atMs)));
  const toleranceMs = toleranceFor(1);
  const layout = layOutLanes({ lanes, endMs, toleranceMs, width: WIDTH, said: 'was to be said' });
  const title = `${name}: what was to be said, and when it was heard`;
  return formatSvgFile(LanesPicture({ layout, tabKey: null }), { ...layout, title });
}

function trackingOf(calls: readonly CallEvidence[], name: string): string {
  const series = [...Map.groupBy(calls, ({ label }) => label)].map(([label, same]) => ({
    name: label,
    trials: same.flatMap((call): readonly Trial[] => {
      const [firstMs, latencyMs] = [call.script.outputs[0]?.atMs, latencyOf(call)];
      if (firstMs === undefined || latencyMs === undefined) return [];
      return [{ firstMs, totalMs: call.script.endsAtMs, latencyMs }];
    }),
  }));
  const { picture, width, height } = scatterPicture(series, WIDTH);
  const legend = seriesLegend(series, height);
  const title = `${name}: first-event latency over what was scripted`;
  return formatSvgFile(svg('g', {}, picture, legend), { width, height: height + 16, title });
}

/** When a call's first output was heard, in milliseconds after the call; undefined if it never was. */
function latencyOf(call: CallEvidence): number | undefined {
  const [first] = matchedEventsOf(call);
  return first === undefined ? undefined : firstHeardOf(first);
}

/** What was due as what was said, and what was heard of it by its markers. */
function eventsOf(call: CallEvidence): readonly TimelineEvent[] {
  const matched = matchedEventsOf(call);
  const said = call.script.outputs.map(({ marker, atMs }): TimelineEvent => {
    return { kind: 'output', text: marker, atMs };
  });
  const heard = matched.flatMap(({ marker, heardMs }) =>
    heardMs.map((atMs): TimelineEvent => {
      return { kind: 'message', level: 'notice', logger: null, text: marker, atMs };
    }),
  );
  const others = call.arrivals.flatMap((arrival): readonly TimelineEvent[] => {
    const isShown = ['headers', 'first-byte', 'sse-comment', 'result'].includes(arrival.kind);
    return isShown ? [{ ...arrival, atMs: arrival.atMs - call.sentAtMs }] : [];
  });
  const end: TimelineEvent = { kind: 'ended', returnCode: 0, atMs: call.script.endsAtMs };
  return [...said, ...heard, ...others, end].toSorted((a, b) => a.atMs - b.atMs);
}
