import { isEventStream } from '../sse/media-type.ts';
import type { SessionManager } from './session-manager.ts';

/** How a response begins, spelt as ASGI spells it. */
export interface AsgiStart {
  readonly type: 'http.response.start';
  readonly status: number;
  /** A list, since names may repeat. */
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** A piece of a response's body. */
export interface AsgiBody {
  readonly type: 'http.response.body';
  readonly body: Uint8Array;
  /** Whether there is more to come. Absent means false, says ASGI. */
  readonly more_body?: boolean;
}

export type AsgiMessage = AsgiStart | AsgiBody;

export type AsgiSend = (message: AsgiMessage) => Promise<void>;

/**
 * An application that says its response, message by message: what a framework of Python's has where
 * Fetch has a `Response`. It ends when all is said.
 *
 * @param send - takes a message, and may let the application wait
 * @param signal - cancels the application, as `task.cancel()` would
 */
export type AsgiApp = (send: AsgiSend, signal: AbortSignal) => Promise<void>;

/**
 * A transport's answer to a request, said as Starlette says it.
 *
 *     an event stream      start   body more_body=True   body more_body=True   …   body more_body=False
 *     anything else        start   body
 *
 * What has a length is sent in one message that has no `more_body`, and with a `content-length`.
 */
export function asgiAppOf(transport: SessionManager, request: Request): AsgiApp {
  return async (send, signal) => {
    const response = await transport(request);
    const isStream = isEventStream(response.headers.get('content-type'));
    if (isStream && response.body !== null) await stream(response, response.body, send, signal);
    else await sendWhole(response, send);
  };
}

async function stream(
  { status, headers }: Response,
  body: ReadableStream<Uint8Array>,
  send: AsgiSend,
  signal: AbortSignal,
): Promise<void> {
  await send({ type: 'http.response.start', status, headers: [...headers] });
  const bodies = new WritableStream<Uint8Array>({
    write: (chunk) => send({ type: 'http.response.body', body: chunk, more_body: true }),
    close: () => send({ type: 'http.response.body', body: new Uint8Array(), more_body: false }),
  });
  await body.pipeTo(bodies, { signal });
}

async function sendWhole(response: Response, send: AsgiSend): Promise<void> {
  const body = await response.bytes();
  const headers = new Headers(response.headers);
  if (response.body !== null || !isWithoutBody(response.status)) {
    headers.set('content-length', String(body.byteLength));
  }
  await send({ type: 'http.response.start', status: response.status, headers: [...headers] });
  await send({ type: 'http.response.body', body });
}

/** Whether a response of this status has no body, not even an empty one (Fetch, "null body status"). */
export function isWithoutBody(status: number): boolean {
  return [101, 103, 204, 205, 304].includes(status);
}
