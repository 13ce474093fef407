import type {
  EventStore,
  StreamId,
} from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import type { JSONRPCMessage, RequestId } from '@modelcontextprotocol/sdk/types.js';
import { MemoryBudget, type MemoryShare } from '../stata/memory/memory-budget.ts';
import { utf8LengthOf } from '../timeline/utf8.ts';

export interface MemoryEventStoreOptions {
  /** How many events are kept; default 10,000. The oldest go first. */
  readonly eventsMax?: number;
  /** How many bytes of JSON are kept; default 16 MiB. The oldest go first. */
  readonly bytesMax?: number;
  /** What it may have of the process's memory; default: as much as it wants. */
  readonly share?: MemoryShare;
}

interface StoredEvent {
  readonly streamId: StreamId;
  readonly message: JSONRPCMessage;
  readonly bytes: number;
  /** The requests that wait for their answers on that stream, after this event; null if it answers none. */
  waiting: readonly RequestId[] | null;
}

/** How many bytes a message takes in memory for each of its JSON. */
const SIZE_IN_MEMORY = 2;

const MIB = 1024 * 1024;

/**
 * The latest events of one session, so that a client that lost its connection can have what it missed.
 *
 * Ids are numbers that count up: unique across the session's streams, and the same in every run. An
 * event that has been forgotten can't be resumed from: then the client is told so (400), rather than
 * given a stream with a hole in it.
 */
export class MemoryEventStore implements EventStore {
  readonly #eventsMax: number;
  readonly #bytesMax: number;
  readonly #share: MemoryShare;
  /** In the order of their ids, as a Map keeps the order of insertion. */
  readonly #events = new Map<string, StoredEvent>();
  /** Streams of which the last event is stored, and the id of that. */
  readonly #ended = new Map<StreamId, string>();
  #bytes = 0;
  #lastId = 0;
  #latest: StoredEvent | undefined;

  constructor({
    eventsMax = 10_000,
    bytesMax = 16 * MIB,
    share = new MemoryBudget().share(),
  }: MemoryEventStoreOptions = {}) {
    this.#share = share;
    this.#eventsMax = eventsMax;
    this.#bytesMax = bytesMax;
  }

  /** How many bytes of JSON are kept at present. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The event that was stored last: which stream it belongs to, and how many bytes its JSON has. */
  get latest(): Readonly<Pick<StoredEvent, 'streamId' | 'bytes'>> | undefined {
    return this.#latest;
  }

  /** The id of the event that was stored last; 0 before the first. */
  get lastId(): number {
    return this.#lastId;
  }

  /** The id of the oldest event that is kept; that of the next one when none is. */
  get firstId(): number {
    const [oldest] = this.#events.keys();
    return oldest === undefined ? this.#lastId + 1 : Number(oldest);
  }

  /** Undefined for an event that never was, or is forgotten. */
  at(id: number): Readonly<StoredEvent> | undefined {
    return this.#events.get(String(id));
  }

  async storeEvent(streamId: StreamId, message: JSONRPCMessage): Promise<string> {
    this.#lastId += 1;
    const id = String(this.#lastId);
    const bytes = utf8LengthOf(JSON.stringify(message));
    this.#latest = { streamId, message, bytes, waiting: null };
    this.#events.set(id, this.#latest);
    this.#bytes += bytes;
    this.#forgetTheOldest();
    return id;
  }

  /**
   * Is told, of the event that was just stored, which requests wait for their answers on its stream. When
   * none does, it is the stream's last.
   */
  noteWaiting(waiting: readonly RequestId[]): void {
    if (this.#latest === undefined) return;
    this.#latest.waiting = waiting;
    if (waiting.length === 0) this.#ended.set(this.#latest.streamId, String(this.#lastId));
  }

  /** The session has ended, and nothing more will be stored. */
  close(): void {}

  /** Undefined for an event that never was, or is forgotten. */
  async getStreamIdForEventId(eventId: string): Promise<StreamId | undefined> {
    return this.#events.get(eventId)?.streamId;
  }

  /**
   * Replays what came after an event on its stream, and what comes while it is replayed: up to the moment
   * at which this resolves.
   *
   * @throws Error when the event never was, or is forgotten, or what came after it was forgotten meanwhile
   */
  async replayEventsAfter(
    lastEventId: string,
    { send }: { readonly send: (eventId: string, message: JSONRPCMessage) => Promise<void> },
  ): Promise<StreamId> {
    const from = this.#events.get(lastEventId);
    if (from === undefined) throw new Error(`there is no event ${lastEventId} to resume from`);
    let next = Number(lastEventId) + 1;
    while (next <= this.#lastId) {
      const sent: Promise<void>[] = [];
      const last = this.#lastId;
      // Handed over at once, so that nothing is forgotten in between.
      for (; next <= last; next += 1) {
        const event = this.#events.get(String(next));
        if (event === undefined) throw new Error(`event ${next} was forgotten before it was told`);
        if (event.streamId === from.streamId) sent.push(send(String(next), event.message));
      }
      await Promise.all(sent);
    }
    return from.streamId;
  }

  /** Whether everything that its stream will ever hold is stored. */
  isOfEndedStream(eventId: string): boolean {
    const streamId = this.#events.get(eventId)?.streamId;
    return streamId !== undefined && this.#ended.has(streamId);
  }

  #forgetTheOldest(): void {
    for (const [id, { bytes, streamId }] of this.#events) {
      const isFew = this.#events.size <= this.#eventsMax && this.#bytes <= this.#bytesMax;
      // The message itself is kept, which takes more than its JSON.
      if (this.#share.note(SIZE_IN_MEMORY * this.#bytes) && isFew) return;
      if (this.#events.size === 1 && isFew) return;
      this.#events.delete(id);
      this.#bytes -= bytes;
      if (this.#ended.get(streamId) === id) this.#ended.delete(streamId);
    }
  }
}
