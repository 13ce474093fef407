import type { Announcement, Announcer } from './announcement.ts';
import type { Outcome } from './outcome.ts';
import { outcomeOf } from './outcome-of.ts';
import type { Notice, Reader, RunResult } from './reader.ts';
import type { StataCall } from './stata-call.ts';

/** Announces each of a reader's notices twice: as a message, and as progress. */
export function announceNotices(reader: Reader): Announcer {
  return async function* (call: StataCall): AsyncGenerator<Announcement, Outcome, void> {
    const startedAtMs = call.clock.now();
    const took = (): number => call.clock.now() - startedAtMs;
    const notices = reader(call);
    // Counted, not timed: progress must increase even when two lines fall on one instant.
    for (let progress = 1; ; progress += 1) {
      let next: IteratorResult<Notice, RunResult>;
      try {
        next = await notices.next();
      } catch (error) {
        return outcomeOf(call, () => rethrow(error), took());
      }
      if (next.done) {
        const { value } = next;
        return outcomeOf(call, () => value, took());
      }
      const { level, text } = next.value;
      yield { kind: 'message', level, text };
      yield { kind: 'progress', progress, text };
    }
  };
}

function rethrow(error: unknown): never {
  throw error;
}
