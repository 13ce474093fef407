import type { FetchLike } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { FetchHandler } from './handler-wire.ts';

/** A `fetch` for the official client that ends in a handler in this process. */
export function createHandlerFetch(handler: FetchHandler): FetchLike {
  return async (url, init) => {
    const request = new Request(url, init);
    const response = await handler(request);
    if (response.body === null) return response;
    // The real fetch breaks a body off when it is aborted; a handler's body knows of no signal.
    const body = response.body.pipeThrough(new TransformStream(), { signal: request.signal });
    return new Response(body, response);
  };
}
