import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * A request of Node's as one of Fetch's: the same method, URL and headers, repeated ones included.
 *
 * @param body - the request's whole body, when it has one; GET and HEAD have none in Fetch
 * @returns a request whose `signal` is aborted, with an `AbortError`, when the connection closes
 *   before the response has been sent; a response sent to its end aborts nothing
 * @throws TypeError for what Fetch has no words for: the methods CONNECT and TRACE, a Host header
 *   that is not a host
 */
export function toFetchRequest(
  req: IncomingMessage,
  res: ServerResponse,
  body?: Uint8Array<ArrayBuffer>,
): Request {
  const method = req.method ?? 'GET';
  const connection = new AbortController();
  const request = new Request(urlOf(req), {
    method,
    headers: headersOf(req),
    body: method === 'GET' || method === 'HEAD' ? null : (body ?? null),
    signal: connection.signal,
  });
  const onClose = (): void => {
    if (res.writableFinished) return;
    // To name the request here keeps it alive, on purpose: `request.signal` follows the
    // controller's signal only until the request is garbage collected, and then never fires.
    const what = `${request.method} ${request.url}`;
    connection.abort(new DOMException(`${what}: the connection closed early`, 'AbortError'));
  };
  if (res.destroyed) onClose();
  else res.once('close', onClose);
  return request;
}

function urlOf(req: IncomingMessage): string {
  const target = req.url ?? '/';
  const { host = 'localhost' } = req.headers; // HTTP/1.0 may leave it out.
  // A proxy's client sends a whole URL. And "//x" is a path, which `new URL(path, base)` takes for
  // a host.
  return target.startsWith('/') ? `http://${host}${target}` : target;
}

function headersOf(req: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(req.headersDistinct)) {
    for (const value of values) headers.append(name, value);
  }
  return headers;
}
