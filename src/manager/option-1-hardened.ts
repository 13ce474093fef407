import {
  type AsgiApp,
  type AsgiSend,
  type AsgiStart,
  asgiAppOf,
  isWithoutBody,
} from './asgi-app.ts';
import { ByteQueue } from './byte-queue.ts';
import type { SessionManager } from './session-manager.ts';

/**
 * Option 1 with everything that its text leaves out: a queue between what says a response and what
 * has to return one.
 *
 *     app ── start ──▶ promise ─────────────────────▶ Response(status, headers)
 *     app ── body ───▶ [ at most so many bytes ] ───▶ its body
 *         ◀─ wait ──── full
 *         ◀─ cancel ──────────────────────────────── the reader has left
 *         ─── error ─▶ before the start: thrown; after it: the body breaks, and has no end
 *
 * One writes it where a framework hands over a callback and wants a response object back. Where the
 * transport returns a `Response`, as here, `streamingManager` does all of this by doing nothing.
 *
 * To leave is not to cancel the call (MCP up to 2025-11-25): what is cancelled is the body, and what
 * the transport makes of that is the transport's affair.
 */
export function option1Hardened(transport: SessionManager): SessionManager {
  return (request) => answerHardened(asgiAppOf(transport, request));
}

/** @throws what the application throws before it starts; an Error when it ends without a start */
export async function answerHardened(app: AsgiApp): Promise<Response> {
  const queue = new ByteQueue();
  const started = Promise.withResolvers<AsgiStart>();
  const departure = new AbortController();

  const send: AsgiSend = async (message) => {
    if (message.type === 'http.response.start') return started.resolve(message);
    if (message.body.byteLength > 0) await queue.put(message.body);
    if (!(message.more_body ?? false)) queue.end();
  };
  const onReturn = (): void => {
    started.reject(new Error('the application ended without starting a response'));
    queue.end();
  };
  const onError = (error: unknown): void => {
    started.reject(error);
    queue.fail(error);
  };
  void app(send, departure.signal).then(onReturn, onError);

  const { status, headers } = await started.promise;
  const body = queue.stream((reason) => {
    queue.abandon(reason);
    departure.abort(reason);
  });
  return new Response(isWithoutBody(status) ? null : body, {
    status,
    headers: headers.map(([name, value]) => [name, value]),
  });
}
