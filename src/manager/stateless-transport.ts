import type {
  Transport,
  TransportSendOptions,
} from '@modelcontextprotocol/sdk/shared/transport.js';
import {
  isJSONRPCErrorResponse,
  isJSONRPCNotification,
  isJSONRPCRequest,
  isJSONRPCResultResponse,
  type JSONRPCMessage,
  type JSONRPCRequest,
  LoggingLevelSchema,
  LoggingMessageNotificationSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import { EVENT_STREAM_HEADERS } from '../sse/event-stream-headers.ts';
import { eventText } from '../sse/event-text.ts';
import { OutgoingStream, type OutgoingStreamOptions } from './outgoing-stream.ts';
import type { ResponseMode } from './sessions.ts';
import { STATELESS_VERSION, type StatelessRequest } from './stateless-request.ts';

const encoder = new TextEncoder();

/** Only calls have anything to say before they are answered. */
const STREAMED = 'tools/call';

/** The id of a question that no client has asked. */
const INTRODUCTION = 'introduction';

const Introduced = z.object({
  capabilities: z.looseObject({}),
  serverInfo: z.looseObject({ name: z.string(), version: z.string() }),
  instructions: z.string().optional(),
});

/**
 * One request of 2026-07-28, and its response: a session as short as that, for a server of the SDK's
 * first generation. The server is told who its client is as it knows it, by `initialize`, which the
 * client never sees; and what it asks its client becomes a result that asks, after which the client
 * makes its request once more, with the answers.
 */
export class StatelessTransport implements Transport {
  onclose?: () => void;
  onmessage?: (message: JSONRPCMessage) => void;
  readonly #asked: StatelessRequest;
  readonly #stream: OutgoingStream;
  readonly #final = Promise.withResolvers<Response>();
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  #introduced: z.infer<typeof Introduced> | undefined;
  #questions = 0;
  #isOver = false;

  readonly #responseMode: ResponseMode;

  constructor(
    asked: StatelessRequest,
    { responseMode, ...options }: OutgoingStreamOptions & { readonly responseMode: ResponseMode },
  ) {
    this.#asked = asked;
    this.#responseMode = responseMode;
    this.#stream = new OutgoingStream(options);
  }

  async start(): Promise<void> {}

  /** Has the request answered: with an event stream that begins at once, or when the answer is there. */
  answer(): Promise<Response> {
    const { capabilities, clientInfo, method } = this.#asked;
    const params = { protocolVersion: '2025-11-25', capabilities, clientInfo };
    if (method === STREAMED && this.#responseMode === 'sse') {
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => {
          this.#controller = controller;
        },
        // Whoever hangs up has cancelled.
        cancel: () => {
          this.#controller = undefined;
          return this.close();
        },
      });
      const response = new Response(body, { headers: EVENT_STREAM_HEADERS });
      this.#final.resolve(this.#stream.through(response));
    }
    this.onmessage?.({ jsonrpc: '2.0', id: INTRODUCTION, method: 'initialize', params });
    return this.#final.promise;
  }

  /** Sends a message, and waits until its stream has room for another. */
  async send(message: JSONRPCMessage, options: TransportSendOptions = {}): Promise<void> {
    if (this.#isOver) return;
    if (isJSONRPCNotification(message)) {
      // What belongs to no request has no stream to come on.
      const isRelated = options.relatedRequestId === this.#asked.id;
      if (isRelated && this.#isWanted(message)) await this.#say(message);
    } else if (isJSONRPCRequest(message)) {
      this.#ask(message);
    } else if (isJSONRPCResultResponse(message)) {
      if (this.#introduced === undefined) this.#begin(message.result);
      else this.#finish({ ...this.#answering(), result: this.#completed(message.result) }, 200);
    } else if (isJSONRPCErrorResponse(message)) {
      this.#finish({ ...this.#answering(), error: message.error }, statusOf(message.error.code));
    }
  }

  /** Stops what runs for the request. */
  async close(): Promise<void> {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#controller?.close();
    // For whoever still waits for an answer that won't come.
    this.#final.resolve(new Response(null, { status: 503 }));
    this.onclose?.();
  }

  /** The server has introduced itself: now it is asked what the client wanted to know. */
  #begin(introduction: object): void {
    const introduced = Introduced.parse(introduction);
    this.#introduced = introduced;
    const { id, method, params } = this.#asked;
    if (method === 'server/discover') {
      const { capabilities, instructions } = introduced;
      const supported = { supportedVersions: [STATELESS_VERSION], ...UNCACHED };
      const result = { ...supported, capabilities: withoutNews(capabilities), instructions };
      this.#finish({ ...this.#answering(), result: this.#completed(result) }, 200);
      return;
    }
    const request = { jsonrpc: '2.0' as const, id, method, params };
    // What isn't one in the SDK's eyes it would pass over in silence.
    if (!isJSONRPCRequest(request)) {
      this.#refuse('Invalid params');
      return;
    }
    this.onmessage?.({ jsonrpc: '2.0', method: 'notifications/initialized' });
    this.onmessage?.(request);
  }

  #answering(): { readonly jsonrpc: '2.0'; readonly id: StatelessRequest['id'] } {
    return { jsonrpc: '2.0', id: this.#asked.id };
  }

  /** A result with what this version wants of it. */
  #completed(result: object): object {
    const meta = { 'io.modelcontextprotocol/serverInfo': this.#introduced?.serverInfo };
    const given = '_meta' in result && typeof result._meta === 'object' ? result._meta : {};
    const list = this.#asked.method.endsWith('/list') ? UNCACHED : {};
    return { resultType: 'complete', ...list, ...result, _meta: { ...meta, ...given } };
  }

  /** A client is asked by a result; when it has answered already, the server is told what. */
  #ask({ id, method, params }: JSONRPCRequest): void {
    const key = `question-${this.#questions++}`;
    const answer = this.#asked.inputResponses[key];
    if (answer !== undefined) {
      const response = { jsonrpc: '2.0' as const, id, result: answer };
      if (isJSONRPCResultResponse(response)) this.onmessage?.(response);
      else this.#refuse(`Invalid params: inputResponses.${key}`);
      return;
    }
    const [capability = ''] = method.split('/');
    if (!(capability in this.#asked.capabilities)) {
      const data = { requiredCapabilities: { [capability]: {} } };
      const error = { code: -32021, message: `The client can’t be asked for ${capability}`, data };
      this.#finish({ ...this.#answering(), error }, 400);
      return;
    }
    const inputRequests = { [key]: { method, params } };
    const result = this.#completed({ resultType: 'input_required', inputRequests });
    this.#finish({ ...this.#answering(), result }, 200);
  }

  #refuse(message: string): void {
    this.#finish({ ...this.#answering(), error: { code: -32602, message } }, 400);
  }

  #isWanted(message: JSONRPCMessage): boolean {
    const log = LoggingMessageNotificationSchema.safeParse(message);
    if (!log.success) return true;
    const { logLevel } = this.#asked;
    const levels = LoggingLevelSchema.options;
    return logLevel !== null && levels.indexOf(log.data.params.level) >= levels.indexOf(logLevel);
  }

  async #say(message: object): Promise<void> {
    if (this.#controller === undefined) return;
    const event = encoder.encode(eventText({ event: 'message', data: JSON.stringify(message) }));
    this.#controller.enqueue(event);
    this.#stream.added(event.byteLength);
    await this.#stream.drained();
  }

  #finish(message: object, status: number): void {
    void this.#say(message);
    this.#controller?.close();
    this.#final.resolve(Response.json(message, { status }));
    this.#isOver = true;
    this.onclose?.();
  }
}

/** Nobody is to keep what a list says: tools come and go. */
const UNCACHED = { ttlMs: 0, cacheScope: 'private' } as const;

function statusOf(code: number): number {
  return code === -32601 ? 404 : 400;
}

/** Capabilities without those that take a subscription, which there is none of here. */
function withoutNews(capabilities: object): object {
  const news = ['listChanged', 'subscribe'];
  const json = JSON.stringify(capabilities, (key, value) =>
    news.includes(key) ? undefined : value,
  );
  return z.looseObject({}).parse(JSON.parse(json));
}
