import type { SessionManager } from '../manager/session-manager.ts';
import { changeEvents, isMessage } from './change-events.ts';

/** A manager that, when a stream is resumed, sends all that was on it before once more. */
export function replayFromTheStart(manager: SessionManager): SessionManager {
  const sent: string[][] = [];
  return changeEvents(manager, async function* (events, { request: { method, headers } }) {
    const last = headers.get('last-event-id');
    const before = sent.find((stream) => stream.some((event) => idOf(event) === last));
    if (last !== null && before !== undefined) yield* before.filter(isMessage);
    const mine: string[] = [];
    if (method === 'POST') sent.push(mine);
    for await (const event of events) {
      mine.push(event);
      yield event;
    }
  });
}

function idOf(event: string): string | undefined {
  return /^id: (.*)$/m.exec(event)?.[1];
}
