import type { CallNotification, NotificationSource } from './notification-source.ts';
import { type CallCadence, ReturningCall } from './returning-call.ts';
import type { StataOutcome } from './stata-outcome.ts';

/** How often stata-mcp's wrapper wakes up. */
const LOOK_EVERY_MS = 2000;
/** How long it stays silent after a tick. */
const QUIET_MS = 5000;
/** How many of the newest lines a tick shows. */
const RECENT_LINES = 3;

/**
 * Tells what stata-mcp’s wrapper tells of a file: its start, a tick at 2, 8, 14 … s, and its
 * end, which it notices when it next wakes up. A tick is a progress notification and two messages.
 *
 * It says `✅` whatever came of the call: it never looks at the result.
 */
export function tickNotifications(cadence: CallCadence): NotificationSource {
  return async function* (call): AsyncGenerator<CallNotification, StataOutcome, void> {
    const running = new ReturningCall(call, cadence);
    const total = call.timeoutMs / 1000;
    const start = `▶️  Starting Stata execution: ${call.label}`;
    yield message(start);
    yield { kind: 'progress', progress: 0, total, text: start };

    let lookMs = 0;
    let lastTickMs = Number.NEGATIVE_INFINITY;
    do {
      lookMs += LOOK_EVERY_MS;
      await running.sleepUntil(lookMs);
      if (lookMs - lastTickMs < QUIET_MS) continue;
      lastTickMs = lookMs;
      yield* tick(running, lookMs, total);
    } while (running.returnsAtMs >= lookMs);
    const outcome = running.outcome();
    yield message(`✅ Execution completed in ${(lookMs / 1000).toFixed(1)}s`);
    return outcome;
  };
}

function* tick(running: ReturningCall, lookMs: number, total: number): Generator<CallNotification> {
  const elapsed = `⏱️  ${(lookMs / 1000).toFixed(0)}s elapsed / ${total}s timeout`;
  yield { kind: 'progress', progress: lookMs / 1000, total, text: elapsed };
  if (!running.log.exists) {
    yield message(`${elapsed} (initializing...)`);
    return;
  }
  yield message(`${elapsed}\n\n(📁 Inspecting Stata log for new output...)`);
  const lines = running.log.takeBefore(lookMs).trim().split('\n');
  const recent = lines.slice(-RECENT_LINES).join('\n');
  yield message(recent === '' ? elapsed : `${elapsed}\n\n📝 Recent output:\n${recent}`);
}

function message(text: string): CallNotification {
  return { kind: 'message', level: 'notice', text };
}
