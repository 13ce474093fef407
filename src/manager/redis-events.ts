import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock/clock.ts';
import { EVENT_STREAM_HEADERS } from '../sse/event-stream-headers.ts';
import { MemoryBudget } from '../stata/memory/memory-budget.ts';
import { jsonRpcError } from './json-rpc-error.ts';
import type { MemoryEventStore, MemoryEventStoreOptions } from './memory-event-store.ts';
import type { RedisConnection } from './redis-connection.ts';
import { RedisFollower } from './redis-follower.ts';
import { RedisKeys } from './redis-keys.ts';
import { RedisLine } from './redis-line.ts';
import { parseEntries, parseTaken, type StoredEntry } from './redis-replies.ts';
import type { SharedEvents } from './shared-events.ts';
import { SharedSessionEvents } from './shared-session-events.ts';

export interface RedisEventsOptions {
  /** Opens a connection. One is kept for writing; each client that resumes here has one to wait on. */
  readonly connect: () => Promise<RedisConnection>;
  readonly clock: Clock;
  /** What all keys begin with; default `fake-stata`. */
  readonly prefix?: string;
  /** How long a replica may leave its lease as it is before it counts as gone; default 3 s. */
  readonly leaseMs?: number;
  /** How long Redis may take to answer, in milliseconds; default 2 s. */
  readonly answerMaxMs?: number;
  /**
   * How much of a session Redis keeps at most for a client that reads slowly; default 40,000 events, 64 MiB.
   */
  readonly keptMax?: { readonly events: number; readonly bytes: number };
  /** How much of a session is kept in memory, and in Redis for the others. */
  readonly inMemory?: MemoryEventStoreOptions;
}

const DEFAULTS = {
  prefix: 'fake-stata',
  leaseMs: 3000,
  answerMaxMs: 2000,
  keptMax: { events: 40_000, bytes: 64 * 1024 * 1024 },
  inMemory: {},
} as const;

/** How many clients may resume here at once. */
const RESUMING_MAX = 1000;
/** How many streams that were taken over are told of at once. */
const TAKEN_MAX = 1000;
/** How long a replica can be told of them, in seconds: then it is gone. */
const TAKEN_KEPT_S = 60;

interface OpenSession {
  readonly events: SharedSessionEvents;
  readonly onTaken: (stream: string) => void;
}

/**
 * Events shared through Redis, in a Redis stream for each session. An event is stored before it is sent,
 * so whatever a client has heard of, another replica can go on from.
 *
 *     replica A ── XADD ──▶ <prefix>:<session>:events ◀── XREAD BLOCK ── replica B ──▶ resuming client
 *
 * When A is gone, B tells what A had stored, and then that the run is lost: an error, rather than a
 * stream on which nothing will ever come. When Redis is, A goes on alone, and gives it the rest later.
 */
export class RedisEvents implements SharedEvents, AsyncDisposable {
  readonly #options: Required<RedisEventsOptions>;
  readonly #keys: RedisKeys;
  readonly #line: RedisLine;
  readonly #replica = randomUUID();
  readonly #closed = new AbortController();
  readonly #sessions = new Map<string, OpenSession>();
  /** Who follows, by session and stream. */
  readonly #followers = new Map<string, RedisFollower>();

  private constructor(options: Required<RedisEventsOptions>) {
    this.#options = options;
    this.#keys = new RedisKeys(options.prefix);
    this.#line = new RedisLine(options);
  }

  /** @throws whatever keeps Redis from being reached, or from answering in time */
  static async open(options: RedisEventsOptions): Promise<RedisEvents> {
    const events = new RedisEvents({ ...DEFAULTS, ...options });
    try {
      await events.#renewLease();
    } catch (error) {
      events.#line[Symbol.dispose]();
      throw error;
    }
    void events.#keepUp();
    return events;
  }

  open(
    sessionId: string,
    share = new MemoryBudget().share(),
    onTaken: (stream: string) => void = () => {},
  ): MemoryEventStore {
    const events = new SharedSessionEvents({
      line: this.#line,
      keys: this.#keys,
      clock: this.#options.clock,
      sessionId,
      replica: this.#replica,
      keptMax: this.#options.keptMax,
      inMemory: { ...this.#options.inMemory, share },
      onClose: () => this.#sessions.delete(sessionId),
    });
    this.#sessions.set(sessionId, { events, onTaken });
    return events;
  }

  async resume(request: Request, sessionId: string): Promise<Response | null> {
    const lastEventId = request.headers.get('last-event-id');
    if (request.method !== 'GET' || lastEventId === null) return null;
    try {
      return await this.#resumeAt(lastEventId, sessionId);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return jsonRpcError(503, -32000, `Events of other servers can't be had at present: ${why}`);
    }
  }

  async forget(sessionId: string): Promise<void> {
    const keys = [this.#keys.events(sessionId), this.#keys.owner(sessionId)];
    await this.#line.ask(['DEL', ...keys, this.#keys.readers(sessionId)]).catch(() => {});
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed.abort('closed');
    for (const follower of this.#followers.values()) follower[Symbol.dispose]();
    const keys = [this.#keys.lease(this.#replica), this.#keys.taken(this.#replica)];
    await this.#line.ask(['DEL', ...keys]).catch(() => {});
    this.#line[Symbol.dispose]();
  }

  async #resumeAt(lastEventId: string, sessionId: string): Promise<Response | null> {
    const owner = await this.#line.ask(['GET', this.#keys.owner(sessionId)]);
    if (typeof owner !== 'string') return null;
    const last = await this.#entryOf(sessionId, lastEventId);
    if (last === undefined) return jsonRpcError(400, -32000, 'Invalid event ID format');
    const [next] = await this.#range(sessionId, `(${last.id}-0`, '+');
    if (next !== undefined && next.id !== last.id + 1) {
      const forgotten = `what came after event ${last.id} has been forgotten`;
      return jsonRpcError(400, -32000, `Invalid event ID: ${forgotten}`);
    }
    if (this.#followers.size >= RESUMING_MAX) {
      return jsonRpcError(503, -32000, `Too many clients resume: at most ${RESUMING_MAX} at once`);
    }
    await this.#takeOver(sessionId, owner, last.stream);
    return this.#following({ sessionId, owner, last });
  }

  /** Has whoever listens to the stream sent away, wherever that is. */
  async #takeOver(sessionId: string, owner: string, stream: string): Promise<void> {
    this.#followers.get(nameOf(sessionId, stream))?.[Symbol.dispose]();
    const key = this.#keys.taken(owner);
    await this.#line.ask(['RPUSH', key, JSON.stringify([sessionId, stream])]);
    await this.#line.ask(['EXPIRE', key, String(TAKEN_KEPT_S)]);
  }

  #following(followed: { sessionId: string; owner: string; last: StoredEntry }): Response {
    const { clock, leaseMs } = this.#options;
    const waitMs = Math.ceil(leaseMs / 3);
    const line = new RedisLine(this.#options);
    const follower = new RedisFollower({ ...followed, line, keys: this.#keys, clock, waitMs });
    const { sessionId, last } = followed;
    const name = nameOf(sessionId, last.stream);
    this.#followers.set(name, follower);
    const leave = (): void => {
      if (this.#followers.get(name) !== follower) return;
      this.#followers.delete(name);
      // If it can't be done, Redis keeps more than it needs to, up to its bound.
      this.#line.ask(['HDEL', this.#keys.readers(sessionId), last.stream]).catch(() => {});
    };
    const events = follower.events();
    const body = new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          const { done, value } = await events.next();
          if (!done) return controller.enqueue(value);
          leave();
          controller.close();
        },
        cancel: () => {
          leave();
          follower[Symbol.dispose]();
        },
      },
      { highWaterMark: 0 },
    );
    return new Response(body, {
      headers: { ...EVENT_STREAM_HEADERS, 'mcp-session-id': sessionId },
    });
  }

  async #entryOf(sessionId: string, lastEventId: string): Promise<StoredEntry | undefined> {
    if (!/^\d{1,15}$/.test(lastEventId)) return undefined;
    const id = `${lastEventId}-0`;
    const [entry] = await this.#range(sessionId, id, id);
    return entry;
  }

  async #range(sessionId: string, from: string, to: string): Promise<readonly StoredEntry[]> {
    const key = this.#keys.events(sessionId);
    return parseEntries(await this.#line.ask(['XRANGE', key, from, to, 'COUNT', '1']));
  }

  /** Renews the lease, hears what was taken over, and gives Redis what it has not got, until the end. */
  async #keepUp(): Promise<void> {
    const { clock, leaseMs } = this.#options;
    const { signal } = this.#closed;
    while (!signal.aborted) {
      await clock.sleep(leaseMs / 3, signal).catch(() => {});
      if (signal.aborted) return;
      // Redis may be away for a moment; then the others think the same of us.
      await this.#renewLease().catch(() => {});
      await this.#hearWhatWasTaken().catch(() => {});
      await Promise.all([...this.#sessions.values()].map(({ events }) => events.catchUp()));
    }
  }

  async #renewLease(): Promise<void> {
    const key = this.#keys.lease(this.#replica);
    await this.#line.ask(['SET', key, '1', 'PX', String(this.#options.leaseMs)]);
  }

  async #hearWhatWasTaken(): Promise<void> {
    const key = this.#keys.taken(this.#replica);
    const taken = parseTaken(await this.#line.ask(['LPOP', key, String(TAKEN_MAX)]));
    for (const [sessionId, stream] of taken) this.#sessions.get(sessionId)?.onTaken(stream);
  }
}

function nameOf(sessionId: string, stream: string): string {
  return `${sessionId} ${stream}`;
}
