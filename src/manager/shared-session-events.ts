import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';
import type { Clock } from '../clock/clock.ts';
import { MemoryEventStore, type MemoryEventStoreOptions } from './memory-event-store.ts';
import type { RedisKeys } from './redis-keys.ts';
import type { RedisLine } from './redis-line.ts';
import { fieldsOf, parseCursors, parseEntries } from './redis-replies.ts';

export interface SharedSessionEventsOptions {
  readonly line: RedisLine;
  readonly keys: RedisKeys;
  readonly clock: Clock;
  readonly sessionId: string;
  /** The replica that has the session. */
  readonly replica: string;
  /** How many events, and bytes of them, Redis keeps for the slowest reader at most. */
  readonly keptMax: { readonly events: number; readonly bytes: number };
  readonly inMemory: MemoryEventStoreOptions;
  /** Is told when the session has ended. */
  readonly onClose: () => void;
}

/** How long what is stored outlives its session, in seconds. */
const KEPT_S = 30 * 60;
/** How often that is renewed, in milliseconds. */
const RENEW_MS = 10_000;
/** How long an event waits for Redis, in milliseconds, before it is sent without it. */
const EVENT_WAITS_MS = 500;
/** How many events go to Redis at once. */
const BATCH = 100;
/** After how many events, or bytes, the oldest are looked at. */
const TRIM_EVENTS = 100;
const TRIM_BYTES = 1024 * 1024;

/**
 * The events of one session: in memory for this replica's own use, and in Redis for the others'.
 *
 * An event is in Redis before it is sent, if Redis answers in time; if not, it is sent all the same, and
 * Redis has it as soon as it can. Their ids count up by one there, too: what Redis has lost or never got
 * is a gap, and whoever reads finds it.
 */
export class SharedSessionEvents extends MemoryEventStore {
  readonly #options: SharedSessionEventsOptions;
  /** The last event that Redis has. */
  #sharedId = 0;
  /** Redis may have more or less than we believe: it has failed, or not been asked yet. */
  #isUncertain = true;
  /** While it fails no event waits for it: it is tried again apart from them. */
  #hasFailed = false;
  #renewedAtMs = Number.NEGATIVE_INFINITY;
  #sharing: Promise<void> | undefined;
  /** Events are sent in their order, whatever Redis does. */
  #turn: Promise<void> = Promise.resolve();
  /** What was shared since the oldest was last looked at, and before that: up to which event, how many bytes. */
  #untrimmed = { events: 0, bytes: 0 };
  #marks: { readonly id: number; readonly bytes: number }[] = [];

  constructor(options: SharedSessionEventsOptions) {
    super(options.inMemory);
    this.#options = options;
  }

  override async storeEvent(streamId: string, message: JSONRPCMessage): Promise<string> {
    const id = await super.storeEvent(streamId, message);
    this.#turn = this.#turn.then(() => this.#shareUpTo(Number(id)));
    await this.#turn;
    return id;
  }

  override close(): void {
    this.#options.onClose();
  }

  /** Gives Redis what it has not got yet, and keeps it from forgetting a session that lives. Never rejects. */
  async catchUp(): Promise<void> {
    const { clock } = this.#options;
    const isStale = clock.now() - this.#renewedAtMs >= RENEW_MS;
    if (isStale || this.#isUncertain || this.#sharedId < this.lastId) await this.#share();
  }

  /** Waits until Redis has an event, but not for long, and not while it fails. */
  async #shareUpTo(id: number): Promise<void> {
    const done = new AbortController();
    const { clock } = this.#options;
    const giveUp = (): void => {
      this.#hasFailed = true;
    };
    const late = clock.sleep(EVENT_WAITS_MS, done.signal).then(giveUp, () => {});
    while (this.#sharedId < id && !this.#hasFailed) await Promise.race([this.#share(), late]);
    done.abort('shared');
  }

  #share(): Promise<void> {
    this.#sharing ??= this.#tryToShare();
    return this.#sharing;
  }

  async #tryToShare(): Promise<void> {
    try {
      await this.#shareAll();
      this.#hasFailed = false;
    } catch {
      this.#isUncertain = true;
      this.#hasFailed = true;
    } finally {
      this.#sharing = undefined;
    }
  }

  async #shareAll(): Promise<void> {
    if (this.#options.clock.now() - this.#renewedAtMs >= RENEW_MS) await this.#renew();
    if (this.#isUncertain) await this.#lookWhatThereIs();
    while (this.#sharedId < this.lastId) await this.#shareSome();
    await this.#trim();
  }

  async #renew(): Promise<void> {
    const { clock, keys, sessionId, replica } = this.#options;
    const [, , kept] = await Promise.all([
      this.#ask('SET', keys.owner(sessionId), replica, 'EX', String(KEPT_S)),
      this.#ask('EXPIRE', keys.readers(sessionId), String(KEPT_S)),
      this.#ask('EXPIRE', keys.events(sessionId), String(KEPT_S)),
    ]);
    // 0 says that there is no such key.
    if (kept === 0 && this.#sharedId > 0) this.#isUncertain = true;
    this.#renewedAtMs = clock.now();
  }

  /** Redis may have been restarted, and have lost everything or the last minute. */
  async #lookWhatThereIs(): Promise<void> {
    const { keys, sessionId } = this.#options;
    const key = keys.events(sessionId);
    const [last] = parseEntries(await this.#ask('XREVRANGE', key, '+', '-', 'COUNT', '1'));
    this.#sharedId = last?.id ?? 0;
    await this.#renew();
    this.#isUncertain = false;
  }

  async #shareSome(): Promise<void> {
    const { keys, sessionId } = this.#options;
    const firstId = Math.max(this.#sharedId + 1, this.firstId);
    const lastId = Math.min(this.lastId, firstId + BATCH - 1);
    const added: Promise<unknown>[] = [];
    for (let id = firstId; id <= lastId; id += 1) {
      const event = this.at(id);
      if (event === undefined) continue;
      const { streamId: stream, message, waiting, bytes } = event;
      const fields = fieldsOf({ stream, message: JSON.stringify(message), waiting });
      added.push(this.#ask('XADD', keys.events(sessionId), `${id}-0`, ...fields));
      this.#untrimmed.events += 1;
      this.#untrimmed.bytes += bytes;
    }
    await Promise.all(added);
    this.#sharedId = lastId;
  }

  /** Lets Redis forget what memory has forgotten and every reader has read; and more, when it is too much. */
  async #trim(): Promise<void> {
    const { events, bytes } = this.#untrimmed;
    if (events < TRIM_EVENTS && bytes < TRIM_BYTES) return;
    const { keys, sessionId, keptMax } = this.#options;
    this.#marks.push({ id: this.#sharedId, bytes });
    this.#untrimmed = { events: 0, bytes: 0 };
    const cursors = parseCursors(await this.#ask('HVALS', keys.readers(sessionId)));
    const wantedId = Math.min(this.firstId, ...cursors);
    const oldestId = Math.max(wantedId, this.#sharedId - keptMax.events, this.#tooManyBytes());
    this.#marks = this.#marks.filter(({ id }) => id >= oldestId);
    await this.#ask('XTRIM', keys.events(sessionId), 'MINID', `${oldestId}-0`);
  }

  /** The event before which Redis must forget, so that there aren't too many bytes. */
  #tooManyBytes(): number {
    let bytes = this.#marks.reduce((sum, mark) => sum + mark.bytes, 0);
    for (const mark of this.#marks) {
      if (bytes <= this.#options.keptMax.bytes) return 0;
      bytes -= mark.bytes;
      if (bytes <= this.#options.keptMax.bytes) return mark.id;
    }
    return 0;
  }

  #ask(...command: readonly string[]): Promise<unknown> {
    return this.#options.line.ask(command);
  }
}
