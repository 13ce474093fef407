import { heardEvents } from '../delivery/heard-event.ts';
import { calledAtMs } from '../timeline/called-at.ts';
import type { TimelineEvent } from '../timeline/timeline.ts';
import { saidLines } from './said-lines.ts';

/** Something that was not heard as it was said. Instants are milliseconds since the clock's start. */
export type Stray =
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
 * @returns what strayed, in order; nothing if all is well
 *
 * @example
 * ```ts
 * assert.deepEqual(findStrays(timeline), []); // node:test
 * ```
 */
export function findStrays(
  timeline: readonly TimelineEvent[],
  { toleranceMs = 0 }: { readonly toleranceMs?: number } = {},
): readonly Stray[] {
  const strays: Stray[] = [];
  const said = [...saidLines(timeline)];
  for (const { text, atMs: heardAtMs } of toldLines(timeline)) {
    const index = said.findIndex((line) => line.text === text);
    const line = said[index];
    if (line === undefined || line.atMs > heardAtMs) {
      strays.push({ kind: 'unsaid', text, heardAtMs });
      continue;
    }
    for (const lost of said.splice(0, index)) strays.push(lostLine(lost));
    said.shift();
    if (heardAtMs > line.atMs + toleranceMs) {
      strays.push({ kind: 'late', text, saidAtMs: line.atMs, heardAtMs });
    }
  }
  return [...strays, ...said.map(lostLine)];
}

function lostLine({ text, atMs }: { readonly text: string; readonly atMs: number }): Stray {
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

/** A stray in one line of text. */
export function formatStray(stray: Stray): string {
  const text = JSON.stringify(stray.text);
  switch (stray.kind) {
    case 'late':
      return `${text} was said at ${stray.saidAtMs} ms and heard at ${stray.heardAtMs} ms`;
    case 'lost':
      return `${text} was said at ${stray.saidAtMs} ms and never heard`;
    case 'unsaid':
      return `${text} was heard at ${stray.heardAtMs} ms, when it had not been said`;
  }
}
