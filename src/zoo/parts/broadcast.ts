import type { SessionManager } from '../../manager/session-manager.ts';
import { changeEvents } from './change-events.ts';

/**
 * A manager that sends some of the events of calls to every standalone GET stream, or subscription, too.
 *
 * @param isMeant - which events
 */
export function broadcast(
  manager: SessionManager,
  isMeant: (event: string) => boolean,
): SessionManager {
  const listeners = new Set<(event: string) => void>();
  const tapped = changeEvents(manager, async function* (events, { request: { method } }) {
    for await (const event of events) {
      if (method === 'POST' && isMeant(event)) {
        for (const tell of listeners) tell(event.replace(/^id: .*\n/m, ''));
      }
      yield event;
    }
  });
  return async (request) => {
    const response = await tapped(request);
    const { status, headers } = response;
    const isSubscription = request.headers.get('mcp-method') === 'subscriptions/listen';
    const isStandalone =
      isSubscription || (request.method === 'GET' && !request.headers.has('last-event-id'));
    if (!isStandalone || status !== 200) return response;
    const { readable, writable } = new TransformStream<string, string>();
    const writer = writable.getWriter();
    const tell = (event: string): void => void writer.write(event).catch(() => {});
    listeners.add(tell);
    request.signal.addEventListener('abort', () => {
      listeners.delete(tell);
      void response.body?.cancel().catch(() => {});
    });
    return new Response(readable.pipeThrough(new TextEncoderStream()), { status, headers });
  };
}
