import { EVENT_STREAM_HEADERS } from '../sse/event-stream-headers.ts';
import { eventText } from '../sse/event-text.ts';
import type { MemoryEventStore } from './memory-event-store.ts';

/**
 * What a client missed of a stream that has ended meanwhile: the rest of it, and its end.
 *
 * The SDK's own replay leaves such a stream open for ever, since for it only the answer ends a stream
 * and the answer has been sent.
 */
export async function replayEnded(
  store: MemoryEventStore,
  lastEventId: string,
  sessionId: string | undefined,
): Promise<Response> {
  let body = '';
  await store.replayEventsAfter(lastEventId, {
    send: async (id, message) => {
      body += eventText({ event: 'message', id, data: JSON.stringify(message) });
    },
  });
  const headers = new Headers(EVENT_STREAM_HEADERS);
  if (sessionId !== undefined) headers.set('mcp-session-id', sessionId);
  return new Response(body, { headers });
}
