import type { TimelineEvent } from './timeline.ts';

/** When the client sent its call, the zero from which latencies are counted; 0 if it never did. */
export function calledAtMs(timeline: readonly TimelineEvent[]): number {
  return timeline.find(({ kind }) => kind === 'call')?.atMs ?? 0;
}
