import { randomUUID } from 'node:crypto';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type {
  JSONRPCMessage,
  MessageExtraInfo,
  RequestId,
} from '@modelcontextprotocol/sdk/types.js';
import type { Clock } from '../clock/clock.ts';
import { EVENT_STREAM_HEADERS } from '../sse/event-stream-headers.ts';
import { eventText } from '../sse/event-text.ts';
import { ByteQueue } from './byte-queue.ts';
import { inwardId, renamedOutward, renameInward } from './request-zero.ts';
import { SessionActivity } from './session-activity.ts';

const encoder = new TextEncoder();

export interface LegacySseTransportOptions {
  /** Where the client is to post its messages to. */
  readonly messagesPath: string;
  readonly clock: Clock;
  /** How often a stream with nothing to say says so, in milliseconds of the clock; 0 for never. */
  readonly keepAliveMs: number;
  /** How it says so: a comment. */
  readonly keepAliveComment: () => string;
}

/**
 * One session of HTTP+SSE: what the server says goes down one event stream, which is the session.
 *
 * The SDK has one too, `SSEServerTransport`, but that writes to a response of Node's and so can be
 * had neither in process nor in virtual time. This makes a response of Fetch's.
 *
 * `send` waits while the client doesn't read, and so does a tool that awaits its notifications.
 */
export class LegacySseTransport implements Transport {
  readonly sessionId = randomUUID().replaceAll('-', '');
  /** Of the session: aborted when it has ended, whoever ended it. */
  readonly ended: AbortSignal;
  onclose?: Transport['onclose'];
  onerror?: Transport['onerror'];
  onmessage?: Transport['onmessage'];
  readonly #options: LegacySseTransportOptions;
  readonly #activity: SessionActivity;
  readonly #queue = new ByteQueue();
  readonly #end = new AbortController();

  constructor(options: LegacySseTransportOptions) {
    this.#options = options;
    this.#activity = new SessionActivity(options.clock);
    this.ended = this.#end.signal;
  }

  /** How long nothing has been asked of the session, in milliseconds; 0 while a request runs. */
  get idleForMs(): number {
    return this.#activity.idleForMs;
  }

  /** Says where to post to, before anything else. */
  async start(): Promise<void> {
    const endpoint = `${this.#options.messagesPath}?session_id=${this.sessionId}`;
    void this.#keepAlive();
    await this.#queue.put(frame('endpoint', endpoint));
  }

  /** The answer to the GET that opened the session. When its reader leaves, the session ends. */
  response(): Response {
    const body = this.#queue.stream((reason) => {
      this.#queue.abandon(reason);
      return this.close();
    });
    return new Response(body, { headers: EVENT_STREAM_HEADERS });
  }

  /** Whether a request with this id isn't answered yet. */
  isInUse(id: RequestId): boolean {
    return this.#activity.isRunning(inwardId(id));
  }

  /** Takes a message that the client has posted. */
  receive(message: JSONRPCMessage, extra: MessageExtraInfo): void {
    renameInward(message);
    this.#activity.received(message);
    this.onmessage?.(message, extra);
  }

  async send(message: JSONRPCMessage): Promise<void> {
    if (this.ended.aborted) throw new Error('Not connected');
    this.#activity.sent(message);
    await this.#queue.put(frame('message', JSON.stringify(renamedOutward(message))));
  }

  /** Ends the stream, after what has been said already. */
  async close(): Promise<void> {
    if (this.ended.aborted) return;
    this.#end.abort('the session has ended');
    this.#queue.end();
    this.onclose?.();
  }

  /** A client or a proxy may take a stream that is silent for minutes for a dead one. */
  async #keepAlive(): Promise<void> {
    const { clock, keepAliveMs, keepAliveComment } = this.#options;
    if (keepAliveMs === 0) return;
    while (!this.ended.aborted) {
      // Rejects when the session has ended, which is all there is to know.
      await clock.sleep(keepAliveMs, this.ended).catch(() => {});
      // Who hasn't read what there is isn't waiting for a keep-alive comment.
      if (!this.#queue.isEmpty) continue;
      await this.#queue.put(encoder.encode(keepAliveComment())).catch(() => {});
    }
  }
}

function frame(event: string, data: string): Uint8Array {
  return encoder.encode(eventText({ event, data }));
}
