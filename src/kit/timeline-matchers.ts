import { chai } from 'vitest';
import { Timeline, type TimelineEvent } from '../timeline/timeline.ts';
import { findMismatches, formatMismatch } from './find-mismatches.ts';
import { heardAtMs } from './heard-at.ts';

/** How much later than expected something may be heard and still be in time. */
export interface Tolerance {
  /** In milliseconds; default 0, which is for virtual time. */
  readonly toleranceMs?: number;
}

/** What `toHear(…)` returns. */
export interface Heard {
  /**
   * Asserts when it was first heard.
   *
   * @param ms - in milliseconds after the call
   */
  at(ms: number, tolerance?: Tolerance): void;
}

/** What can be expected of a `Timeline`, or of the events in one. */
export interface TimelineMatchers {
  /** Each line that Stata said was heard when it was said, in order, and nothing else was. */
  toTrackTheScript(tolerance?: Tolerance): void;
  /** Something that contains this text was heard, whenever. */
  toHear(text: string): Heard;
}

declare module 'vitest' {
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown>
    extends TimelineMatchers {}
}

/** How many mismatches a failure tells of; more would hide the first ones. */
const MISMATCHES_SHOWN_MAX = 10;

/** Teaches Vitest's `expect` the matchers of {@link TimelineMatchers}. */
export function addTimelineMatchers(): void {
  chai.use(({ Assertion }, { addMethod, flag }) => {
    // Not `expect.extend`: its matchers return nothing, and `toHear(…)` goes on with `.at(…)`.
    addMethod(
      Assertion.prototype,
      'toTrackTheScript',
      function (this: Chai.AssertionStatic, tolerance?: Tolerance): void {
        const mismatches = findMismatches(eventsOf(flag(this, 'object')), tolerance);
        this.assert(
          mismatches.length === 0,
          () => describeMismatches(mismatches.map(formatMismatch)),
          'expected what was heard not to track what was said, but it did',
        );
      },
    );
    addMethod(
      Assertion.prototype,
      'toHear',
      function (this: Chai.AssertionStatic, text: string): Heard {
        const heard = heardAtMs(eventsOf(flag(this, 'object')), text);
        const wanted = JSON.stringify(text);
        const [first] = heard;
        this.assert(
          first !== undefined,
          `expected to hear ${wanted}, which was never heard`,
          `expected not to hear ${wanted}, which was heard at ${heard.join(', ')} ms`,
        );
        return {
          at: (ms, { toleranceMs = 0 } = {}) =>
            this.assert(
              first !== undefined && first >= ms && first <= ms + toleranceMs,
              `expected to hear ${wanted} at ${ms} ms, but it was first heard at ${first} ms`,
              `expected not to hear ${wanted} at ${ms} ms`,
            ),
        };
      },
    );
  });
}

function describeMismatches(mismatches: readonly string[]): string {
  const shown = mismatches.slice(0, MISMATCHES_SHOWN_MAX);
  const more =
    mismatches.length > shown.length ? [`… and ${mismatches.length - shown.length} more`] : [];
  return ['expected what was heard to track what was said, but', ...shown, ...more].join('\n  ');
}

function eventsOf(received: unknown): readonly TimelineEvent[] {
  if (received instanceof Timeline) return received.events;
  if (isTimeline(received)) return received;
  throw new TypeError('expected a Timeline, or the events of one');
}

function isTimeline(received: unknown): received is readonly TimelineEvent[] {
  return (
    Array.isArray(received) &&
    received.every(
      (event: unknown) => typeof event === 'object' && event !== null && 'atMs' in event,
    )
  );
}
