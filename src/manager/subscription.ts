import { EVENT_STREAM_HEADERS } from '../sse/event-stream-headers.ts';
import { eventText } from '../sse/event-text.ts';
import { OutgoingStream, type OutgoingStreamOptions } from './outgoing-stream.ts';

/**
 * A subscription of 2026-07-28 to a server of which nothing changes: it says that it has nothing to
 * tell, then that it is alive, and its end when the server ends.
 */
export class Subscription {
  /** What the client gets. */
  readonly response: Response;
  /** Resolves when either side has ended it. */
  readonly over: Promise<void>;
  readonly #end: () => void;

  /** @param id - of the request that asked for it */
  constructor(id: string | number, options: OutgoingStreamOptions) {
    const over = Promise.withResolvers<void>();
    const _meta = { 'io.modelcontextprotocol/subscriptionId': id };
    let end = (): void => {};
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        const params = { _meta, notifications: {} };
        const method = 'notifications/subscriptions/acknowledged';
        controller.enqueue(eventOf({ jsonrpc: '2.0', method, params }));
        end = () => {
          const result = { resultType: 'complete', _meta };
          controller.enqueue(eventOf({ jsonrpc: '2.0', id, result }));
          controller.close();
          over.resolve();
        };
      },
      cancel: () => over.resolve(),
    });
    const response = new Response(body, { headers: EVENT_STREAM_HEADERS });
    this.response = new OutgoingStream(options).through(response);
    this.over = over.promise;
    this.#end = () => end();
  }

  end(): void {
    this.#end();
  }
}

function eventOf(message: object): Uint8Array {
  return new TextEncoder().encode(eventText({ event: 'message', data: JSON.stringify(message) }));
}
