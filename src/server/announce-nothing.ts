import type { Announcement, Announcer } from './announcement.ts';
import type { Outcome } from './outcome.ts';
import { type CallCadence, ReturningCall } from './returning-call.ts';

/** Lets the client wait in silence, as stata-mcp does when it runs a selection. */
export function announceNothing(cadence: CallCadence): Announcer {
  // biome-ignore lint/correctness/useYield: silence is the point
  return async function* (call): AsyncGenerator<Announcement, Outcome, void> {
    return await new ReturningCall(call, cadence).returned();
  };
}
