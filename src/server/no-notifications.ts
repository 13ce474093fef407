import type { CallNotification, NotificationSource } from './notification-source.ts';
import { type CallCadence, ReturningCall } from './returning-call.ts';
import type { StataOutcome } from './stata-outcome.ts';

/** Lets the client wait in silence, as stata-mcp does when it runs a selection. */
export function noNotifications(cadence: CallCadence): NotificationSource {
  // biome-ignore lint/correctness/useYield: silence is the point
  return async function* (call): AsyncGenerator<CallNotification, StataOutcome, void> {
    return await new ReturningCall(call, cadence).returned();
  };
}
