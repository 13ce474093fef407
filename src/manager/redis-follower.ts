import type { Clock } from '../clock/clock.ts';
import { eventText } from '../sse/event-text.ts';
import { KEEP_ALIVE } from '../sse/keep-alive.ts';
import type { RedisKeys } from './redis-keys.ts';
import type { RedisLine } from './redis-line.ts';
import { parseEntries, parseRead, type StoredEntry } from './redis-replies.ts';

export interface RedisFollowerOptions {
  /** Its own: to wait on it keeps nobody else waiting. */
  readonly line: RedisLine;
  readonly keys: RedisKeys;
  readonly clock: Clock;
  readonly sessionId: string;
  /** The replica that has the session. */
  readonly owner: string;
  /** The last event that the client heard. */
  readonly last: StoredEntry;
  /** How long to wait for an event at a time, in milliseconds. */
  readonly waitMs: number;
}

/** How often in a row nothing comes before the client is told that the stream is alive: 15 s by default. */
const SILENT_READS_MAX = 15;
/** How many events are asked for at once. */
const BATCH = 100;
/** How often in a row a replica isn't found before it counts as gone: Redis may just have come back itself. */
const OWNER_LOOKS_MAX = 3;
/** How long Redis may be away before the client is told so, in milliseconds. */
const AWAY_MAX_MS = 10_000;
/** How long to wait before it is asked again. */
const AGAIN_MS = 1000;

const LEFT = 'the client has left';

/**
 * Tells a client what another replica stores on a stream: all of it, once and in order, until the last
 * answer. When that can't be done, it tells why, as the answer to each request that still waits for one.
 */
export class RedisFollower implements Disposable {
  readonly #options: RedisFollowerOptions;
  readonly #left = new AbortController();
  #cursor: number;
  #waiting: StoredEntry['waiting'];

  constructor(options: RedisFollowerOptions) {
    this.#options = options;
    this.#cursor = options.last.id;
    this.#waiting = options.last.waiting;
  }

  /** The event stream, as it is asked for. Ends without a word when this is disposed of. */
  async *events(): AsyncGenerator<Uint8Array> {
    try {
      yield* this.#follow();
    } catch (error) {
      if (this.#left.signal.aborted) return;
      yield* this.#endInError(`the events of this run can't be had: ${reasonOf(error)}`);
    } finally {
      this.#options.line[Symbol.dispose]();
    }
  }

  [Symbol.dispose](): void {
    this.#left.abort(LEFT);
    this.#options.line[Symbol.dispose]();
  }

  async *#follow(): AsyncGenerator<Uint8Array> {
    const { last } = this.#options;
    let looksWithoutOwner = 0;
    let silentReads = 0;
    let readId = 0;
    for (;;) {
      if (readId !== this.#cursor) await this.#persistently(() => this.#signOn());
      readId = this.#cursor;
      const entries = await this.#persistently(() => this.#read());
      for (const entry of entries) {
        if (entry.id !== this.#cursor + 1)
          return yield* this.#endInError(this.#gapBefore(entry.id));
        this.#cursor = entry.id;
        if (entry.stream !== last.stream) continue;
        this.#waiting = entry.waiting ?? this.#waiting;
        yield eventOf(entry);
        if (this.#waiting?.length === 0) return;
      }
      silentReads = entries.length > 0 ? 0 : silentReads + 1;
      if (entries.length > 0) continue;
      if (silentReads % SILENT_READS_MAX === 0) yield encode(KEEP_ALIVE);
      if (looksWithoutOwner === OWNER_LOOKS_MAX) {
        return yield* this.#endInError(
          'the server that ran this is gone, and its Stata with it: run it again',
        );
      }
      if (await this.#persistently(() => this.#isForgotten())) {
        return yield* this.#endInError(`Redis has lost what came after event ${this.#cursor}`);
      }
      // Looked for before the last read, so that nothing is between the two.
      const isGone = await this.#persistently(() => this.#hasOwnerGone());
      looksWithoutOwner = isGone ? looksWithoutOwner + 1 : 0;
    }
  }

  /** Does what needs Redis, again and again while it is away, for as long as a client can be left waiting. */
  async #persistently<Asked>(ask: () => Promise<Asked>): Promise<Asked> {
    const { clock } = this.#options;
    const untilMs = clock.now() + AWAY_MAX_MS;
    for (;;) {
      try {
        return await ask();
      } catch (error) {
        if (clock.now() >= untilMs) throw error;
        await clock.sleep(AGAIN_MS, this.#left.signal);
      }
    }
  }

  async #read(): Promise<readonly StoredEntry[]> {
    const { line, keys, sessionId, waitMs } = this.#options;
    const after = ['STREAMS', keys.events(sessionId), `${this.#cursor}-0`];
    const command = ['XREAD', 'COUNT', String(BATCH), 'BLOCK', String(waitMs), ...after];
    return parseRead(await line.ask(command, waitMs));
  }

  /** Says how far it has read, so that Redis forgets nothing of the rest. */
  async #signOn(): Promise<void> {
    const { line, keys, sessionId, last } = this.#options;
    await line.ask(['HSET', keys.readers(sessionId), last.stream, String(this.#cursor)]);
  }

  /** Whether the event that was read last is there no more: then what follows it may not be either. */
  async #isForgotten(): Promise<boolean> {
    const { line, keys, sessionId } = this.#options;
    const id = `${this.#cursor}-0`;
    return parseEntries(await line.ask(['XRANGE', keys.events(sessionId), id, id])).length === 0;
  }

  async #hasOwnerGone(): Promise<boolean> {
    const { line, keys, owner } = this.#options;
    return (await line.ask(['EXISTS', keys.lease(owner)])) === 0;
  }

  #gapBefore(id: number): string {
    const first = this.#cursor + 1;
    const which = id - 1 > first ? `events ${first} to ${id - 1}` : `event ${first}`;
    return `${which} of this session can't be told any more: this client read too slowly, or Redis has lost them`;
  }

  /** The answer to each request that waits for one. */
  async *#endInError(message: string): AsyncGenerator<Uint8Array> {
    for (const id of this.#waiting ?? []) {
      const error = { jsonrpc: '2.0', id, error: { code: -32000, message } };
      // Under the last event's id: it isn't stored, and there is nothing after it.
      yield encode(eventText({ event: 'message', id: this.#cursor, data: JSON.stringify(error) }));
    }
  }
}

function eventOf({ id, message }: StoredEntry): Uint8Array {
  return encode(eventText({ event: 'message', id, data: message }));
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
