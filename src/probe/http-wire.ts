import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { Wire, WireRequest, WireResponse } from './wire.ts';

/**
 * HTTP over sockets of its own. Not `fetch`: here nothing decodes, collects or repeats anything
 * between the socket and the probe, and there is no timeout but the request's signal.
 */
export class HttpWire implements Wire {
  readonly #plain: http.Agent;
  readonly #secure: https.Agent;

  /**
   * @param options.keepAlive - uses a connection again when its response is over; by default it
   *   does. Without it no exchange can be held up by another one's, whatever the server does.
   */
  constructor({ keepAlive = true }: { readonly keepAlive?: boolean } = {}) {
    const options = { keepAlive, noDelay: true };
    this.#plain = new http.Agent(options);
    this.#secure = new https.Agent(options);
  }

  async exchange(request: WireRequest): Promise<WireResponse> {
    const response = await this.#headersOf(request);
    return {
      status: response.statusCode ?? 0,
      headers: headersFrom(response),
      body: bytesOf(response, request.signal),
      // A complete response gives its socket back; any other is cut off.
      [Symbol.asyncDispose]: async () => {
        if (response.complete) response.resume();
        else response.destroy();
      },
    };
  }

  #headersOf({ method, url, headers, body, signal }: WireRequest): Promise<IncomingMessage> {
    // The agent is what makes the connection, with TLS or without.
    const agent = new URL(url).protocol === 'https:' ? this.#secure : this.#plain;
    return new Promise((resolve, reject) => {
      const onError = (error: Error): void => reject(signal.aborted ? signal.reason : error);
      http.request(url, { method, headers, signal, agent }, resolve).on('error', onError).end(body);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#plain.destroy();
    this.#secure.destroy();
  }
}

/** A body that goes on until the connection closes would seem to be whole when we close it ourselves. */
async function* bytesOf(
  response: IncomingMessage,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  yield* response;
  signal.throwIfAborted();
}

function headersFrom(response: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(response.headersDistinct)) {
    for (const value of values) headers.append(name, value);
  }
  return headers;
}
