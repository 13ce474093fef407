import {
  type HandleRequestOptions,
  WebStandardStreamableHTTPServerTransport,
  type WebStandardStreamableHTTPServerTransportOptions,
} from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import {
  type JSONRPCMessage,
  type RequestId,
  RequestIdSchema,
} from '@modelcontextprotocol/sdk/types.js';
import type { Clock } from '../clock/clock.ts';

/** The SDK's transport for one session, which also knows whether the session is in use. */
export class SessionTransport extends WebStandardStreamableHTTPServerTransport {
  readonly #clock: Clock;
  readonly #running = new Set<RequestId>();
  #lastActiveMs: number;

  constructor(options: WebStandardStreamableHTTPServerTransportOptions, clock: Clock) {
    super(options);
    this.#clock = clock;
    this.#lastActiveMs = clock.now();
    this.onmessage = (message) => this.#noteReceived(message);
  }

  /** How long nothing has been asked of the session, in milliseconds; 0 while a request runs. */
  get idleForMs(): number {
    return this.#running.size > 0 ? 0 : this.#clock.now() - this.#lastActiveMs;
  }

  override handleRequest(request: Request, options?: HandleRequestOptions): Promise<Response> {
    this.#lastActiveMs = this.#clock.now();
    return super.handleRequest(request, options);
  }

  override send(
    message: JSONRPCMessage,
    options?: { relatedRequestId?: RequestId },
  ): Promise<void> {
    if (!('method' in message) && message.id !== undefined) this.#noteEnded(message.id);
    return super.send(message, options);
  }

  // The SDK has parsed these messages; its own predicates would parse them again.
  #noteReceived(message: JSONRPCMessage): void {
    if (!('method' in message)) return;
    if ('id' in message) this.#running.add(message.id);
    if (message.method === 'notifications/cancelled') {
      const requestId = RequestIdSchema.safeParse(message.params?.requestId);
      if (requestId.success) this.#noteEnded(requestId.data);
    }
  }

  #noteEnded(id: RequestId): void {
    this.#running.delete(id);
    this.#lastActiveMs = this.#clock.now();
  }
}
