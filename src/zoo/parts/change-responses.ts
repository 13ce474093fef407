import type { SessionManager } from '../../manager/session-manager.ts';
import { changeEvents, isResponse } from './change-events.ts';
import { isCall } from './posted.ts';

/**
 * A manager that sends another response to a call than the server has made.
 *
 * @param change - makes the event that is sent instead; if it returns null, the stream ends
 */
export function changeResponses(
  manager: SessionManager,
  change: (event: string) => string | null,
): SessionManager {
  return changeEvents(
    manager,
    async function* (events) {
      for await (const event of events) {
        const changed = isResponse(event) ? change(event) : event;
        if (changed === null) return;
        yield changed;
      }
    },
    isCall,
  );
}
