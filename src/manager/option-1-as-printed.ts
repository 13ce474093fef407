import type { Clock } from '../clock/clock.ts';
import { type AsgiApp, type AsgiSend, type AsgiStart, asgiAppOf } from './asgi-app.ts';
import { ByteQueue } from './byte-queue.ts';
import type { SessionManager } from './session-manager.ts';

/** How often it looks whether the response has started. */
const POLL_MS = 10;

/** What it needs beside the transport. */
export interface Option1Options {
  readonly clock: Clock;
}

/**
 * The repair that the diagnosis recommends, "Option 1", as it is printed there.
 *
 *     app ── start ──▶ a flag ◀── look every 10 ms ── Response(200, headers)
 *     app ── body ───▶ [ … … … … … … … … … … … … ] ──▶ its body
 *
 * One writes it because it reads like `buffered` mended: instead of adding the chunks up, queue them.
 * And it does stream. A demonstration shows nothing but success, since it calls one tool that works,
 * for one client that stays and reads fast. What goes wrong is everything else:
 *
 * - The status is never looked at: 404 and 202 are 200. A client whose session has ended isn't told,
 *   and one that waits for 202 never opens its GET stream.
 * - `more_body` is taken for True when it is absent, and means False: what is said in one message,
 *   like every 202 and every error, never ends.
 * - An error before the start goes into the queue, behind a loop that waits for the start: for ever.
 *   An application that ends without saying so is waited for just as long.
 * - The headers become a dict: of those that repeat, the last is left.
 * - Nobody keeps the task: when the client leaves, it works on, and fills a queue without a bound,
 *   which a slow reader fills too. To the transport a GET stream that was left is still open, and
 *   so the next one gets 409, which is 200.
 * - Each request waits for the next look.
 */
export function option1AsPrinted(
  transport: SessionManager,
  { clock }: Option1Options,
): SessionManager {
  return (request) => answerAsPrinted(asgiAppOf(transport, request), clock);
}

/** The printed `handle_fastapi_request`, line by line. */
export async function answerAsPrinted(app: AsgiApp, clock: Clock): Promise<Response> {
  const chunkQueue = new ByteQueue({ maxBytes: Number.POSITIVE_INFINITY });
  let responseStarted = false;
  let responseHeaders: AsgiStart['headers'] = [];

  const sendCallback: AsgiSend = async (message) => {
    if (message.type === 'http.response.start') {
      responseStarted = true;
      responseHeaders = message.headers; // And the status is forgotten.
    } else {
      if (message.body.byteLength > 0) await chunkQueue.put(message.body);
      if (!(message.more_body ?? true)) chunkQueue.end(); // The default is False.
    }
  };
  // create_task(): it begins when this function first waits. That the app returns ends nothing.
  void Promise.resolve()
    .then(() => app(sendCallback, new AbortController().signal)) // Nobody keeps it to cancel it by.
    .catch((error: unknown) => chunkQueue.fail(error));

  while (!responseStarted) await clock.sleep(POLL_MS); // Whatever has happened to the application.

  const body = chunkQueue.stream(() => {}); // That the client has left is told to nobody.
  return new Response(body, { headers: Object.fromEntries(responseHeaders) });
}
