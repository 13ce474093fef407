import type { CallNotification, NotificationSource } from './notification-source.ts';
import { outcomeOf } from './outcome-of.ts';
import type { LogMessage, Reader, RunResult } from './reader.ts';
import type { StataCall } from './stata-call.ts';
import type { StataOutcome } from './stata-outcome.ts';

/** Tells each of a reader’s messages twice: as a log message, and as progress. */
export function readerNotifications(reader: Reader): NotificationSource {
  return async function* (call: StataCall): AsyncGenerator<CallNotification, StataOutcome, void> {
    const startedAtMs = call.clock.now();
    const took = (): number => call.clock.now() - startedAtMs;
    const messages = reader(call);
    // Counted, not timed: progress must increase even when two lines fall on one instant.
    for (let progress = 1; ; progress += 1) {
      let next: IteratorResult<LogMessage, RunResult>;
      try {
        next = await messages.next();
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
