import type { TimelineEvent } from '../timeline/timeline.ts';

/** Something in a lane: an event, at its time, in words. */
export interface Mark {
  readonly kind: MarkKind;
  /** In milliseconds after the call. */
  readonly atMs: number;
  /** What was said or heard. */
  readonly text: string;
}

/**
 * - `said`, `failed`, `ended`: Stata's output, its error, the end of its run.
 * - `headers`, `first-byte`: signs that a server is there, which prove nothing about events.
 * - `heard`, `result`: what a client can act on.
 * - `comment`, `broken`: a stream's keep-alive comment, and its breaking off.
 */
export type MarkKind =
  | 'said'
  | 'failed'
  | 'ended'
  | 'headers'
  | 'first-byte'
  | 'heard'
  | 'result'
  | 'comment'
  | 'broken';

/** The mark of an event; null for one that no lane shows. */
export function markOf(event: TimelineEvent): Mark | null {
  const { atMs } = event;
  switch (event.kind) {
    case 'output':
      return { kind: 'said', atMs, text: event.text.trimEnd() };
    case 'error':
      return { kind: 'failed', atMs, text: `${event.message} r(${event.returnCode})` };
    case 'ended':
      return { kind: 'ended', atMs, text: `end of the run, r(${event.returnCode})` };
    case 'headers':
      return { kind: 'headers', atMs, text: `${event.status} ${event.contentType ?? ''}`.trim() };
    case 'first-byte':
      return { kind: 'first-byte', atMs, text: 'first byte of the body' };
    case 'message':
    case 'progress':
      return { kind: 'heard', atMs, text: event.text };
    case 'other':
      return { kind: 'heard', atMs, text: event.method };
    case 'result':
      return { kind: 'result', atMs, text: event.text };
    case 'rpc-error':
      return { kind: 'result', atMs, text: `error ${event.code}: ${event.text}` };
    case 'sse-comment':
      return { kind: 'comment', atMs, text: event.text };
    case 'closed':
      return event.reason === null ? null : { kind: 'broken', atMs, text: event.reason };
    default:
      return null;
  }
}

/** Marks of a timeline's events, in their order. */
export function marksOf(events: readonly TimelineEvent[]): readonly Mark[] {
  return events.flatMap((event) => markOf(event) ?? []);
}
