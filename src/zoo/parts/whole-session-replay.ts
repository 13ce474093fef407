import type { SessionManager } from '../../manager/session-manager.ts';
import { changeEvents, isMessage, isResponse } from './change-events.ts';

/** A manager that, when a stream is resumed, sends what was said on all other streams as well. */
export function replayWholeSession(manager: SessionManager): SessionManager {
  const said: string[] = [];
  return changeEvents(manager, async function* (events, { request: { method, headers } }) {
    if (headers.has('last-event-id')) yield* said.splice(0);
    for await (const event of events) {
      if (method === 'POST' && isMessage(event) && !isResponse(event)) said.push(event);
      yield event;
    }
  });
}
