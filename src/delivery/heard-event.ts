import { calledAtMs } from '../timeline/called-at.ts';
import type { TimelineEvent } from '../timeline/timeline.ts';

/** Something a client can act on, as the diagnosis counted them: a notification, or the answer. */
export interface HeardEvent {
  /** 1 for the first. */
  readonly n: number;
  /** When it was heard, in milliseconds after the call was sent. */
  readonly atMs: number;
  /** How long after the event before it; for the first, after the call. */
  readonly deltaMs: number;
  readonly kind: 'message' | 'progress' | 'result';
  readonly text: string;
}

/** The events of a timeline that a client can act on. A JSON-RPC error counts as the result. */
export function heardEvents(timeline: readonly TimelineEvent[]): readonly HeardEvent[] {
  const startMs = calledAtMs(timeline);
  const heard: HeardEvent[] = [];
  for (const event of timeline) {
    const found = kindAndText(event);
    if (found === null) continue;
    const atMs = event.atMs - startMs;
    const deltaMs = atMs - (heard.at(-1)?.atMs ?? 0);
    heard.push({ n: heard.length + 1, atMs, deltaMs, ...found });
  }
  return heard;
}

function kindAndText(event: TimelineEvent): Pick<HeardEvent, 'kind' | 'text'> | null {
  switch (event.kind) {
    case 'message':
    case 'progress':
    case 'result':
      return { kind: event.kind, text: event.text };
    case 'rpc-error':
      return { kind: 'result', text: `error ${event.code}: ${event.text}` };
    default:
      return null;
  }
}
