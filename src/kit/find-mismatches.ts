import { heardEvents } from '../delivery/heard-event.ts';
import { calledAtMs } from '../timeline/called-at.ts';
import type { TimelineEvent } from '../timeline/timeline.ts';
import { saidLines } from './said-lines.ts';

/** Something that was not heard as it was said. Instants are milliseconds since the clock's start. */
export type Mismatch =
  | {
      /** Heard, but later than it was said. */
      readonly kind: 'late';
      readonly text: string;
      readonly saidAtMs: number;
      readonly heardAtMs: number;
    }
  /** Said, and never heard. */
  | { readonly kind: 'lost'; readonly text: string; readonly saidAtMs: number }
  /** Heard when nothing of the kind was said: too early, once too often, or out of order. */
  | { readonly kind: 'unsaid'; readonly text: string; readonly heardAtMs: number };

/**
 * Whether a timeline tracks its script: each line that Stata said was heard when it was said, in
 * order, and nothing else was. The plain function beneath `toTrackTheScript()`.
 *
 * A server may tell each line as a message, as progress, or both; what counts is the one that it
 * tells more of.
 *
 * @param options.toleranceMs - how much later than said still counts as at once; default 0, which is
 *   for virtual time. A server that looks at a log every two seconds needs 2000.
 * @returns what doesn’t match, in order; nothing if all is well
 *
 * @example
 * ```ts
 * assert.deepEqual(findMismatches(timeline), []); // node:test
 * ```
 */
export function findMismatches(
  timeline: readonly TimelineEvent[],
  { toleranceMs = 0 }: { readonly toleranceMs?: number } = {},
): readonly Mismatch[] {
  const mismatches: Mismatch[] = [];
  const said = [...saidLines(timeline)];
  for (const { text, atMs: heardAtMs } of toldLines(timeline)) {
    const index = said.findIndex((line) => line.text === text);
    const line = said[index];
    if (line === undefined || line.atMs > heardAtMs) {
      mismatches.push({ kind: 'unsaid', text, heardAtMs });
      continue;
    }
    for (const lost of said.splice(0, index)) mismatches.push(lostLine(lost));
    said.shift();
    if (heardAtMs > line.atMs + toleranceMs) {
      mismatches.push({ kind: 'late', text, saidAtMs: line.atMs, heardAtMs });
    }
  }
  return [...mismatches, ...said.map(lostLine)];
}

function lostLine({ text, atMs }: { readonly text: string; readonly atMs: number }): Mismatch {
  return { kind: 'lost', text, saidAtMs: atMs };
}

interface ToldLine {
  readonly text: string;
  readonly atMs: number;
}

/** What the client was told while the call went on. */
function toldLines(timeline: readonly TimelineEvent[]): readonly ToldLine[] {
  const startMs = calledAtMs(timeline);
  const heard = heardEvents(timeline).map((event) => ({ ...event, atMs: event.atMs + startMs }));
  const messages = heard.filter(({ kind }) => kind === 'message');
  const progress = heard.filter(({ kind }) => kind === 'progress');
  return progress.length > messages.length ? progress : messages;
}

/** A mismatch in one line of text. */
export function formatMismatch(mismatch: Mismatch): string {
  const text = JSON.stringify(mismatch.text);
  switch (mismatch.kind) {
    case 'late':
      return `${text} was said at ${mismatch.saidAtMs} ms and heard at ${mismatch.heardAtMs} ms`;
    case 'lost':
      return `${text} was said at ${mismatch.saidAtMs} ms and never heard`;
    case 'unsaid':
      return `${text} was heard at ${mismatch.heardAtMs} ms, when it had not been said`;
  }
}
