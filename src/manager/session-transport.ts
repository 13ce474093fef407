import {
  type HandleRequestOptions,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import type { JSONRPCMessage, RequestId } from '@modelcontextprotocol/sdk/types.js';
import { isEventStream } from '../sse/media-type.ts';
import { utf8LengthOf } from '../timeline/utf8.ts';
import type { MemoryEventStore } from './memory-event-store.ts';
import { OpenStreams } from './open-streams.ts';
import { OutgoingStream, type OutgoingStreamOptions } from './outgoing-stream.ts';
import { refusedBody } from './refused-body.ts';
import { replayEnded } from './replay-ended.ts';
import { idInUse, requestIdsIn } from './request-ids.ts';
import { inwardId, outwardId, renamedOutward, renameInward } from './request-zero.ts';
import { cancelledBy, SessionActivity } from './session-activity.ts';

export interface SessionTransportOptions extends OutgoingStreamOptions {
  readonly sessionIdGenerator: () => string;
  /** Is told of the session's id as soon as it has one. */
  readonly onOpened: (id: string) => void;
  /** Answers with one JSON object instead of an event stream. */
  readonly enableJsonResponse: boolean;
  /** Keeps what a client may have missed; without it, what is lost with a connection is lost. */
  readonly eventStore: MemoryEventStore | null;
  /** How long a client is asked to wait before it reconnects, in milliseconds. */
  readonly retryMs: number;
}

/** Where the SDK keeps the events that belong to no request. */
const STANDALONE = '_GET_stream';

/** How many cancelled requests are remembered, so that nothing more is sent for them. */
const CANCELLED_MAX = 1000;

/**
 * The SDK's transport for one session, and what it leaves to others: backpressure and keep-alive comments
 * on every event stream ({@link OutgoingStream}), the end of a stream whose request is cancelled, and
 * the knowledge whether the session is in use.
 */
export class SessionTransport extends WebStandardStreamableHTTPServerTransport {
  readonly #options: SessionTransportOptions;
  readonly #activity: SessionActivity;
  /** Cancelled requests, each with those of its POST that are still to be answered. */
  readonly #cancelled = new Map<RequestId, ReadonlySet<RequestId>>();
  /** For each request, those of its POST that are still to be answered: they share a stream. */
  readonly #unanswered = new Map<RequestId, Set<RequestId>>();
  /** The stream that answers a request, while its first connection lasts. */
  readonly #answering = new Map<RequestId, OutgoingStream>();
  readonly #streams: OpenStreams;
  /** What ends a JSON answer that won't come. */
  readonly #onCancelled = new Map<RequestId, () => void>();

  constructor(options: SessionTransportOptions) {
    const { eventStore, sessionIdGenerator, enableJsonResponse, retryMs, onOpened } = options;
    const streams = new OpenStreams();
    super({
      sessionIdGenerator,
      enableJsonResponse,
      onsessioninitialized: onOpened,
      // Ours, since it goes by the clock.
      keepAliveMs: 0,
      ...(eventStore === null
        ? {}
        : { eventStore: streams.handingOver(eventStore), retryInterval: retryMs }),
    });
    this.#streams = streams;
    this.#options = options;
    this.#activity = new SessionActivity(options.clock);
    this.onmessage = (message) => this.#noteReceived(message);
  }

  /** Ends a stream for whoever listens to it here: its client has resumed it elsewhere. */
  leaveStream(name: string): void {
    this.#streams.takeOver(name);
  }

  /** How long nothing has been asked of the session, in milliseconds; 0 while a request runs. */
  get idleForMs(): number {
    return this.#activity.idleForMs;
  }

  override async handleRequest(
    request: Request,
    options?: HandleRequestOptions,
  ): Promise<Response> {
    this.#activity.touched();
    if (request.method === 'POST') return this.#answer(request, options);
    if (request.method === 'GET') return this.#listen(request);
    return super.handleRequest(request, options);
  }

  /** Sends a message, and waits until its stream has room for another. */
  override async send(
    message: JSONRPCMessage,
    options?: { relatedRequestId?: RequestId },
  ): Promise<void> {
    const isAnswer = !('method' in message);
    const id = isAnswer ? message.id : options?.relatedRequestId;
    if (id !== undefined && this.#cancelled.has(id)) return;
    this.#activity.sent(message);
    const unanswered = id === undefined ? undefined : this.#unanswered.get(id);
    const isLast = isAnswer && id !== undefined && this.#forget(id);
    const relation = options?.relatedRequestId;
    const outward = relation === undefined ? options : { relatedRequestId: outwardId(relation) };
    const answering = id === undefined ? undefined : this.#answering.get(id);
    const [sent, stored] = this.#storing(() => super.send(renamedOutward(message), outward));
    if (stored !== undefined && unanswered !== undefined) this.#noteWaiting(unanswered);
    const stream = this.#streamOf(id === undefined ? STANDALONE : stored?.streamId, answering);
    stream?.added(stored?.bytes ?? utf8LengthOf(JSON.stringify(message)));
    await sent;
    // The SDK ends it too, unless one of the POST's requests was cancelled: for that it waits.
    if (isLast && !this.#options.enableJsonResponse) this.closeSSEStream(outwardId(id));
    await stream?.drained();
  }

  async #answer(request: Request, options?: HandleRequestOptions): Promise<Response> {
    const { readable, parsedBody } = await parse(request, options?.parsedBody);
    const refused = refusedBody(parsedBody);
    if (refused !== null) return refused;
    const ids = requestIdsIn(parsedBody).map(inwardId);
    const twice = ids.find((id, index) => this.#unanswered.has(id) || ids.indexOf(id) < index);
    if (twice !== undefined) return idInUse(outwardId(twice));
    const stream = new OutgoingStream(this.#options);
    const unanswered = new Set(ids);
    for (const id of ids) {
      this.#cancelled.delete(id);
      this.#unanswered.set(id, unanswered);
      // In JSON mode nobody ever reads the stream, so nothing must wait for room in it.
      if (!this.#options.enableJsonResponse) this.#answering.set(id, stream);
    }
    const [answer, primed] = this.#storing(() =>
      super.handleRequest(readable, { ...options, parsedBody }),
    );
    if (primed !== undefined) {
      this.#streams.set(primed.streamId, stream);
      this.#noteWaiting(unanswered);
    }
    const response = await Promise.race([answer, this.#cancellationOf(ids)]);
    if (isEventStream(response.headers.get('content-type'))) return stream.through(response);
    // Refused, or answered in JSON: either way there is no stream for anything to be sent on.
    for (const id of ids) if (this.#unanswered.get(id) === unanswered) this.#forget(id);
    return response;
  }

  async #listen(request: Request): Promise<Response> {
    const { eventStore } = this.#options;
    const lastEventId = request.headers.get('last-event-id');
    if (eventStore !== null && lastEventId !== null) {
      return this.#resume(request, eventStore, lastEventId);
    }
    const response = await super.handleRequest(request);
    return isEventStream(response.headers.get('content-type'))
      ? this.#listenTo(STANDALONE, response)
      : response;
  }

  /** Gives a client what it missed of a stream, and what is still to come; whoever listened so far is sent away. */
  async #resume(
    request: Request,
    eventStore: MemoryEventStore,
    lastEventId: string,
  ): Promise<Response> {
    const name = await eventStore.getStreamIdForEventId(lastEventId);
    if (name !== undefined && eventStore.isOfEndedStream(lastEventId)) {
      this.#streams.takeOver(name);
      return replayEnded(eventStore, lastEventId, this.sessionId);
    }
    const response = await super.handleRequest(request);
    if (name === undefined || !isEventStream(response.headers.get('content-type'))) return response;
    if (eventStore.isOfEndedStream(lastEventId)) {
      // Answered while it was replayed. The SDK had no stream to end then, and leaves this one open.
      await response.body?.cancel();
      return replayEnded(eventStore, lastEventId, this.sessionId);
    }
    this.#endCancelled();
    return this.#listenTo(name, response);
  }

  #listenTo(name: string, response: Response): Response {
    const stream = new OutgoingStream(this.#options);
    this.#streams.set(name, stream);
    return stream.through(response);
  }

  /** Where a message goes: to whoever listens to its stream, or to the call that it belongs to. */
  #streamOf(
    name: string | undefined,
    answering: OutgoingStream | undefined,
  ): OutgoingStream | undefined {
    if (name === undefined) return answering;
    const listening = this.#streams.get(name);
    if (listening === undefined && answering !== undefined) this.#streams.set(name, answering);
    return listening ?? answering;
  }

  #noteWaiting(unanswered: ReadonlySet<RequestId>): void {
    this.#options.eventStore?.noteWaiting([...unanswered].map(outwardId));
  }

  /** Does something that may store an event, and says which: the store has it before anything is awaited. */
  #storing<Made>(make: () => Made): readonly [Made, MemoryEventStore['latest']] {
    const { eventStore } = this.#options;
    const before = eventStore?.latest;
    const made = make();
    const latest = eventStore?.latest;
    return [made, latest === before ? undefined : latest];
  }

  // The SDK has parsed these messages, and they are nobody else's.
  #noteReceived(message: JSONRPCMessage): void {
    renameInward(message);
    const cancelled = cancelledBy(message);
    if (cancelled !== null) this.#cancel(cancelled);
    this.#activity.received(message);
  }

  /** Nothing more is sent for a cancelled request, and its stream ends: there will be no answer. */
  #cancel(id: RequestId): void {
    if (!this.#activity.isRunning(id)) return;
    for (const oldest of this.#cancelled.keys()) {
      if (this.#cancelled.size < CANCELLED_MAX) break;
      this.#cancelled.delete(oldest);
    }
    this.#cancelled.set(id, this.#unanswered.get(id) ?? new Set());
    this.#onCancelled.get(id)?.();
    this.#forget(id);
    this.#endCancelled();
  }

  /**
   * Ends the streams on which nothing can come any more. Done again whenever a stream is resumed: the
   * SDK opens it anew, not knowing that there will be no answer.
   */
  #endCancelled(): void {
    for (const [id, unanswered] of this.#cancelled) {
      if (unanswered.size === 0) this.closeSSEStream(outwardId(id));
    }
  }

  /** In JSON mode there is no stream to end, but the client waits for a response all the same. */
  #cancellationOf(ids: readonly RequestId[]): Promise<Response> {
    return new Promise((resolve) => {
      if (!this.#options.enableJsonResponse) return;
      for (const id of ids) {
        this.#onCancelled.set(id, () => resolve(new Response(null, { status: 204 })));
      }
    });
  }

  /** Whether it was the last of its POST's requests. */
  #forget(id: RequestId): boolean {
    const unanswered = this.#unanswered.get(id);
    unanswered?.delete(id);
    this.#unanswered.delete(id);
    this.#answering.delete(id);
    this.#onCancelled.delete(id);
    return unanswered?.size === 0;
  }
}

/** A body as JSON; when it is none, undefined, and a request of which it can be read once more. */
async function parse(
  request: Request,
  parsedBody: unknown,
): Promise<{ readonly readable: Request; readonly parsedBody: unknown }> {
  if (parsedBody !== undefined) return { readable: request, parsedBody };
  const { method, url, headers } = request;
  const body = await request.text();
  try {
    return { readable: request, parsedBody: JSON.parse(body) };
  } catch {
    return { readable: new Request(url, { method, headers, body }), parsedBody: undefined };
  }
}
