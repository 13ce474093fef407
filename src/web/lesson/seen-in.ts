import type { TimelineEvent } from '../../timeline/timeline.ts';

/** When each notification was heard, in milliseconds after the call. */
export function notificationsMs(events: readonly TimelineEvent[]): readonly number[] {
  return events.flatMap(({ kind, atMs }) =>
    kind === 'message' || kind === 'progress' ? atMs : [],
  );
}

/** When the first thing was heard that a client can act on; null when nothing was. */
export function firstEventMs(events: readonly TimelineEvent[]): number | null {
  return notificationsMs(events)[0] ?? resultMs(events);
}

/** When the result was heard; null when none was. */
export function resultMs(events: readonly TimelineEvent[]): number | null {
  return events.find(({ kind }) => kind === 'result' || kind === 'rpc-error')?.atMs ?? null;
}

/** When something of a kind first happened; null when it never did. */
export function firstOfKindMs(
  events: readonly TimelineEvent[],
  kind: TimelineEvent['kind'],
): number | null {
  return events.find((event) => event.kind === kind)?.atMs ?? null;
}

/** Seconds, with no more decimals than there are, such as `12 s`; `never` for null. */
export function inSeconds(ms: number | null): string {
  return ms === null ? 'never' : `${Math.round(ms) / 1000} s`;
}
