import type { SessionManager } from '../../manager/session-manager.ts';
import { changeEvents, isResponse } from './change-events.ts';
import { isCall } from './posted.ts';

/**
 * A manager that sends the response to a call otherwise than it was made.
 *
 * @param change - what is sent in its place; where that is null the stream ends instead
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
