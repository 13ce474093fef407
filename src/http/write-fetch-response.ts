import { once } from 'node:events';
import type { ServerResponse } from 'node:http';

/** What an SDK says of a connection that it doesn't have. Node says it, of the one it has. */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/**
 * Writes a response of Fetch's to one of Node's, as it comes: the head before there is a body, and
 * each chunk when it is there. This is the place where streaming is kept or lost.
 *
 *     body ── read() ──▶ res.write() ──▶ socket      a chunk goes on at once, in one socket write
 *          ◀── no read ─ until 'drain' ◀── full      a reader that stops, stops the body
 *
 * A reader that stops costs one chunk, and what Node's own socket buffer takes.
 *
 * @param signal - aborted when the client has gone, upon which the body is cancelled
 * @returns when the response has been handed over to its end
 * @throws TypeError, and writes nothing, for `Response.error()`
 * @throws what the body failed with; an Error if it does not keep to its `content-length`; the
 *   signal's reason. The connection is destroyed by then, so that no client takes it for the end.
 */
export async function writeFetchResponse(
  response: Response,
  res: ServerResponse,
  signal: AbortSignal,
): Promise<void> {
  if (response.type === 'error') throw new TypeError('Response.error() cannot be sent');
  try {
    writeHead(response, res);
    if (response.body === null) res.end();
    else await writeBody(response.body, res, signal);
  } catch (error) {
    res.destroy();
    throw error;
  }
}

function writeHead(response: Response, res: ServerResponse): void {
  const headers = endToEnd(response.headers);
  // What the response says itself counts; what it says more than once (cookies) is said so.
  for (const [name] of headers) res.removeHeader(name);
  for (const [name, value] of headers) res.appendHeader(name, value);
  res.strictContentLength = true;
  res.statusCode = response.status;
  res.statusMessage = response.statusText;
  if (response.body !== null) flushHead(res);
}

/** The headers that are for the client, without those for the connection (RFC 9110, 7.6.1). */
function endToEnd(headers: Headers): [name: string, value: string][] {
  const named = (headers.get('connection') ?? '').toLowerCase().split(/[\s,]+/);
  return [...headers].filter(([name]) => !HOP_BY_HOP.has(name) && !named.includes(name));
}

/** Sends the head before there is a body. A chunk that is there already travels along. */
function flushHead(res: ServerResponse): void {
  const { socket } = res;
  socket?.setNoDelay(true);
  // Ticks come after the promises of this turn: what can be read now is written by then, and what
  // cannot is not waited for.
  socket?.cork();
  res.flushHeaders();
  process.nextTick(() => socket?.uncork());
}

/** A loop rather than `pipeTo`, which takes a promise or two more for each event. */
async function writeBody(
  body: ReadableStream<Uint8Array>,
  res: ServerResponse,
  signal: AbortSignal,
): Promise<void> {
  const reader = body.getReader();
  const leave = (): void => void reader.cancel(signal.reason).catch(() => {});
  signal.addEventListener('abort', leave, { once: true });
  try {
    for (;;) {
      signal.throwIfAborted();
      const { done, value } = await reader.read();
      if (done) break;
      if (!res.write(value)) await drained(res, signal);
    }
    signal.throwIfAborted();
    res.end();
  } catch (error) {
    void reader.cancel(error).catch(() => {});
    throw error;
  } finally {
    signal.removeEventListener('abort', leave);
  }
}

/** Resolves when the client takes more, or has gone. */
async function drained(res: ServerResponse, signal: AbortSignal): Promise<void> {
  await once(res, 'drain', { signal }).catch(() => {});
}
