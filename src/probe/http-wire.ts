import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { Wire, WireRequest, WireResponse } from './wire.ts';

const AGENT_OPTIONS = { keepAlive: true, noDelay: true } as const;

/**
 * HTTP over sockets of its own. Not `fetch`: here nothing decodes, collects or repeats anything
 * between the socket and the probe, and there is no timeout but the request's signal.
 */
export class HttpWire implements Wire {
  readonly #plain = new http.Agent(AGENT_OPTIONS);
  readonly #secure = new https.Agent(AGENT_OPTIONS);

  async exchange(request: WireRequest): Promise<WireResponse> {
    const response = await this.#headersOf(request);
    return {
      status: response.statusCode ?? 0,
      headers: headersFrom(response),
      body: response,
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

function headersFrom(response: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(response.headersDistinct)) {
    for (const value of values) headers.append(name, value);
  }
  return headers;
}
