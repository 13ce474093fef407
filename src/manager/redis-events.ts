import { randomUUID } from 'node:crypto';
import type { JSONRPCMessage, RequestId } from '@modelcontextprotocol/sdk/types.js';
import type { Clock } from '../clock/clock.ts';
import { jsonRpcError } from './json-rpc-error.ts';
import { KEEP_ALIVE } from './keep-alive.ts';
import { MemoryEventStore } from './memory-event-store.ts';
import type { RedisConnection } from './redis-connection.ts';
import { parseEntries, parseRead, type StoredEntry } from './redis-replies.ts';
import type { SharedEvents } from './shared-events.ts';

export interface RedisEventsOptions {
  /** Opens a connection. One is kept for writing; each client that resumes here has one to wait on. */
  readonly connect: () => Promise<RedisConnection>;
  readonly clock: Clock;
  /** What all keys begin with; default `fake-stata`. */
  readonly prefix?: string;
  /** How long a replica may leave its lease as it is before it counts as gone; default 3 s. */
  readonly leaseMs?: number;
}

/** How long what is stored outlives the last event of its session. */
const KEPT_S = 30 * 60;
/** About as many events of a session are kept as in memory. */
const EVENTS_MAX = 10_000;
/** How many clients may resume here at once. */
const RESUMING_MAX = 1000;
const LEASE_MS = 3000;
/** How often in a row nothing comes before the client is told that the stream is alive: 15 s by default. */
const SILENT_READS_MAX = 15;
/** How many events are asked for at once. */
const BATCH = 100;

const HEADERS = { 'content-type': 'text/event-stream', 'cache-control': 'no-cache, no-transform' };

/**
 * Events shared through Redis, in a Redis stream for each session. An event is stored before it is sent,
 * so whatever a client has heard of, another replica can go on from.
 *
 *     replica A ── XADD ──▶ <prefix>:<session>:events ◀── XREAD BLOCK ── replica B ──▶ resuming client
 *
 * When A is gone, B tells what A had stored, and then that the run is lost: an error, rather than a
 * stream on which nothing will ever come.
 */
export class RedisEvents implements SharedEvents, AsyncDisposable {
  readonly #options: Required<RedisEventsOptions>;
  readonly #writing: RedisConnection;
  readonly #replica = randomUUID();
  readonly #closed = new AbortController();
  readonly #reading = new Set<RedisConnection>();

  private constructor(options: Required<RedisEventsOptions>, writing: RedisConnection) {
    this.#options = options;
    this.#writing = writing;
  }

  /** @throws whatever keeps Redis from being reached */
  static async open(options: RedisEventsOptions): Promise<RedisEvents> {
    const complete = { prefix: 'fake-stata', leaseMs: LEASE_MS, ...options };
    const events = new RedisEvents(complete, await options.connect());
    await events.#renewLease();
    void events.#keepLease();
    return events;
  }

  open(sessionId: string): MemoryEventStore {
    const send = (...command: readonly string[]) => this.#writing.sendCommand(command);
    const ignore = (): void => {};
    send('SET', this.#key(sessionId, 'owner'), this.#replica, 'EX', String(KEPT_S)).catch(ignore);
    return new SharedSessionEvents({
      append: async (id, streamId, message) => {
        const key = this.#key(sessionId, 'events');
        const limit = ['MAXLEN', '~', String(EVENTS_MAX)];
        const stored = ['stream', streamId, 'message', JSON.stringify(message)];
        const added = send('XADD', key, ...limit, `${id}-0`, ...stored);
        for (const each of ['events', 'owner', 'requests']) {
          send('EXPIRE', this.#key(sessionId, each), String(KEPT_S)).catch(ignore);
        }
        await added;
      },
      note: (streamId, requestId) => {
        const key = this.#key(sessionId, 'requests');
        send('HSET', key, streamId, JSON.stringify(requestId)).catch(ignore);
      },
    });
  }

  async resume(request: Request, sessionId: string): Promise<Response | null> {
    const lastEventId = request.headers.get('last-event-id');
    if (request.method !== 'GET' || lastEventId === null) return null;
    const owner = await this.#ask('GET', this.#key(sessionId, 'owner'));
    if (typeof owner !== 'string') return null;
    const [last] = await this.#entryOf(sessionId, lastEventId);
    if (last === undefined) return jsonRpcError(400, -32000, 'Invalid event ID format');
    if (this.#reading.size >= RESUMING_MAX) {
      return jsonRpcError(503, -32000, `Too many clients resume: at most ${RESUMING_MAX} at once`);
    }
    const connection = await this.#options.connect();
    this.#reading.add(connection);
    const follow = this.#follow(connection, { sessionId, owner, last });
    const body = new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          const { done, value } = await follow.next();
          if (done) controller.close();
          else controller.enqueue(value);
        },
        cancel: () => this.#stopReading(connection),
      },
      { highWaterMark: 0 },
    );
    return new Response(body, { headers: { ...HEADERS, 'mcp-session-id': sessionId } });
  }

  async forget(sessionId: string): Promise<void> {
    const keys = ['events', 'owner', 'requests'].map((each) => this.#key(sessionId, each));
    await this.#ask('DEL', ...keys);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed.abort('closed');
    for (const connection of this.#reading) this.#stopReading(connection);
    await this.#ask('DEL', this.#lease(this.#replica)).catch(() => {});
    this.#writing.destroy();
  }

  /** Everything on an event's stream after that event, until the answer; as it comes. */
  async *#follow(
    connection: RedisConnection,
    { sessionId, owner, last }: Followed,
  ): AsyncGenerator<Uint8Array> {
    const key = this.#key(sessionId, 'events');
    const blockMs = String(Math.ceil(this.#options.leaseMs / 3));
    let cursor = last.id;
    let isOwnerGone = false;
    let silentReads = 0;
    try {
      for (;;) {
        const wait = isOwnerGone ? [] : ['BLOCK', blockMs];
        const command = ['XREAD', 'COUNT', String(BATCH), ...wait, 'STREAMS', key, cursor];
        const entries = parseRead(await connection.sendCommand(command));
        for (const entry of entries) {
          cursor = entry.id;
          if (entry.stream !== last.stream) continue;
          yield eventOf(entry);
          if (isAnswer(entry.message)) return;
        }
        silentReads = entries.length > 0 ? 0 : silentReads + 1;
        if (entries.length > 0) continue;
        if (silentReads % SILENT_READS_MAX === 0) yield encode(KEEP_ALIVE);
        if (isOwnerGone) return yield* this.#endOfLostRun(sessionId, last.stream, cursor);
        // Looked at before the last read, so that nothing is between the two.
        isOwnerGone = (await this.#ask('EXISTS', this.#lease(owner))) === 0;
      }
    } catch (error) {
      // Hung up while it waited: the client has left, or all is being closed.
      if (this.#reading.has(connection)) throw error;
    } finally {
      this.#stopReading(connection);
    }
  }

  /** The answer to a request whose Stata is gone. None if it was never heard what the request was. */
  async *#endOfLostRun(
    sessionId: string,
    stream: string,
    cursor: string,
  ): AsyncGenerator<Uint8Array> {
    const request = await this.#ask('HGET', this.#key(sessionId, 'requests'), stream);
    if (typeof request !== 'string') return;
    const id: unknown = JSON.parse(request);
    const message = 'the server that ran this is gone, and its Stata with it: run it again';
    // Without an id of its own: it isn't stored, and there is nothing after it.
    const error = { jsonrpc: '2.0', id, error: { code: -32000, message } };
    yield encode(`event: message\nid: ${eventId(cursor)}\ndata: ${JSON.stringify(error)}\n\n`);
  }

  async #entryOf(sessionId: string, lastEventId: string): Promise<readonly StoredEntry[]> {
    if (!/^\d{1,15}$/.test(lastEventId)) return [];
    const id = `${lastEventId}-0`;
    return parseEntries(await this.#ask('XRANGE', this.#key(sessionId, 'events'), id, id));
  }

  async #keepLease(): Promise<void> {
    const { clock, leaseMs } = this.#options;
    const { signal } = this.#closed;
    while (!signal.aborted) {
      await clock.sleep(leaseMs / 3, signal).catch(() => {});
      // Redis may be away for a moment; then the others think the same of us.
      if (!signal.aborted) await this.#renewLease().catch(() => {});
    }
  }

  async #renewLease(): Promise<void> {
    await this.#ask('SET', this.#lease(this.#replica), '1', 'PX', String(this.#options.leaseMs));
  }

  #stopReading(connection: RedisConnection): void {
    if (this.#reading.delete(connection)) connection.destroy();
  }

  #ask(...command: readonly string[]): Promise<unknown> {
    return this.#writing.sendCommand(command);
  }

  #key(sessionId: string, what: string): string {
    return `${this.#options.prefix}:${sessionId}:${what}`;
  }

  #lease(replica: string): string {
    return `${this.#options.prefix}:replica:${replica}`;
  }
}

interface Followed {
  readonly sessionId: string;
  /** The replica that has the session. */
  readonly owner: string;
  /** The last event that the client heard. */
  readonly last: StoredEntry;
}

interface Shelf {
  readonly append: (id: string, streamId: string, message: JSONRPCMessage) => Promise<void>;
  readonly note: (streamId: string, requestId: RequestId) => void;
}

/** The events of one session: in memory for this replica's own use, and on the shelf for the others'. */
class SharedSessionEvents extends MemoryEventStore {
  readonly #shelf: Shelf;
  readonly #noted = new Set<string>();

  constructor(shelf: Shelf) {
    super();
    this.#shelf = shelf;
  }

  override async storeEvent(streamId: string, message: JSONRPCMessage): Promise<string> {
    const id = await super.storeEvent(streamId, message);
    await this.#shelf.append(id, streamId, message);
    return id;
  }

  override noteRequest(streamId: string, requestId: RequestId): void {
    if (this.#noted.has(streamId)) return;
    this.#noted.add(streamId);
    this.#shelf.note(streamId, requestId);
  }
}

function eventOf({ id, message }: StoredEntry): Uint8Array {
  return encode(`event: message\nid: ${eventId(id)}\ndata: ${message}\n\n`);
}

/** The event's id in the id of its entry. */
function eventId(entryId: string): string {
  return entryId.slice(0, entryId.indexOf('-'));
}

function isAnswer(message: string): boolean {
  const parsed: unknown = JSON.parse(message);
  return typeof parsed === 'object' && parsed !== null && ('result' in parsed || 'error' in parsed);
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
