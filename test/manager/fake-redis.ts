import type { VirtualClock } from '../../src/clock/virtual-clock.ts';
import type { RedisConnection } from '../../src/manager/redis-connection.ts';

/** What becomes of one command. */
export type Fault = 'none' | 'refuse' | 'cut' | 'hang' | 'slow' | 'lost-reply' | 'nonsense';

type Value =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'stream'; readonly entries: Entry[] }
  | { readonly kind: 'list'; readonly items: string[] }
  | { readonly kind: 'hash'; readonly fields: Map<string, string> };
type Entry = readonly [id: string, fields: readonly string[]];

const WRONG_TYPE = 'WRONGTYPE Operation against a key holding the wrong kind of value';

/** As much of Redis as is used, by a clock, with whatever can go wrong. */
export class FakeRedis {
  readonly #clock: VirtualClock;
  readonly #keys = new Map<string, { value: Value; untilMs: number }>();
  #onAdded: (() => void)[] = [];
  /** Is asked of each command, and of each connection, which is the command `CONNECT`. */
  faultOf: (command: readonly string[]) => Fault = () => 'none';
  readonly commands: string[] = [];

  constructor(clock: VirtualClock) {
    this.#clock = clock;
  }

  readonly connect = async (): Promise<RedisConnection> => {
    await this.#suffer(['CONNECT'], async () => 'OK');
    const gone = Promise.withResolvers<never>();
    gone.promise.catch(() => {});
    return {
      sendCommand: (command) =>
        Promise.race([this.#suffer(command, () => this.#do(command)), gone.promise]),
      destroy: () => gone.reject(new Error('the connection is destroyed')),
    };
  };

  /** What a restart without a disk leaves. */
  loseAll(): void {
    this.#keys.clear();
  }

  /** Puts a text where something else may be expected. */
  spoil(key: string): void {
    this.#put(key, { kind: 'text', text: 'spoiled' });
  }

  /** Forgets the oldest events of all streams. */
  trimTo(count: number): void {
    for (const { value } of this.#keys.values()) {
      if (value.kind === 'stream')
        value.entries.splice(0, Math.max(0, value.entries.length - count));
    }
  }

  #put(key: string, value: Value): void {
    this.#keys.set(key, { value, untilMs: Number.POSITIVE_INFINITY });
  }

  #get(key: string): Value | undefined {
    const held = this.#keys.get(key);
    if (held === undefined || held.untilMs <= this.#clock.now()) return undefined;
    return held.value;
  }

  /** The keys that end so. */
  keysOf(what: string): readonly string[] {
    return [...this.#keys.keys()].filter((key) => key.endsWith(what));
  }

  async #suffer(command: readonly string[], work: () => Promise<unknown>): Promise<unknown> {
    this.commands.push(command[0] ?? '');
    switch (this.faultOf(command)) {
      case 'none':
        return await work();
      case 'refuse':
        throw new Error("OOM command not allowed when used memory > 'maxmemory'.");
      case 'cut':
        throw new Error('Socket closed unexpectedly');
      case 'hang':
        return await new Promise<never>(() => {});
      case 'slow':
        await this.#clock.sleep(1500);
        return await work();
      case 'lost-reply':
        await work();
        return await new Promise<never>(() => {});
      case 'nonsense':
        return [['what', 'is'], 'this'];
    }
  }

  async #do([name, key = '', ...args]: readonly string[]): Promise<unknown> {
    switch (name) {
      case 'GET':
        return this.#text(key) ?? null;
      case 'SET':
        return this.#write(key, args[0] ?? '', args);
      case 'DEL':
        return [key, ...args].filter((each) => this.#keys.delete(each)).length;
      case 'EXISTS':
        return this.#get(key) === undefined ? 0 : 1;
      case 'EXPIRE':
        return this.#expire(key, 1000 * Number(args[0]));
      case 'XADD':
        return this.#add(key, args[0] ?? '', args.slice(1));
      case 'XRANGE':
        return this.#range(key, args[0] ?? '', args[1] ?? '').slice(0, Number(args[3] ?? 1e9));
      case 'XREVRANGE':
        return this.#entries(key).slice(-1);
      case 'XTRIM':
        return this.#trim(key, numberOf(args[1] ?? ''));
      case 'XREAD':
        return await this.#read([key, ...args]);
      case 'HSET':
        return this.#fields(key).set(args[0] ?? '', args[1] ?? '').size;
      case 'HDEL':
        return this.#fields(key).delete(args[0] ?? '') ? 1 : 0;
      case 'HVALS':
        return [...this.#fields(key).values()];
      case 'RPUSH':
        return this.#items(key).push(...args);
      case 'LPOP':
        return this.#get(key) === undefined ? null : this.#items(key).splice(0, Number(args[0]));
      default:
        throw new Error(`ERR unknown command '${name}'`);
    }
  }

  #write(key: string, value: string, [, unit, time]: readonly string[]): string {
    const ms = unit === 'EX' ? 1000 * Number(time) : Number(time);
    const held: Value = { kind: 'text', text: value };
    this.#keys.set(key, { value: held, untilMs: this.#clock.now() + ms });
    return 'OK';
  }

  #expire(key: string, ms: number): number {
    const value = this.#get(key);
    if (value === undefined) return 0;
    this.#keys.set(key, { value, untilMs: this.#clock.now() + ms });
    return 1;
  }

  #text(key: string): string | undefined {
    const value = this.#get(key);
    if (value !== undefined && value.kind !== 'text') throw new Error(WRONG_TYPE);
    return value?.text;
  }

  #add(key: string, id: string, fields: readonly string[]): string {
    const entries = this.#entries(key);
    if (numberOf(id) <= numberOf(entries.at(-1)?.[0] ?? '0-0')) {
      throw new Error(
        'ERR The ID specified in XADD is equal or smaller than the target stream top item',
      );
    }
    entries.push([id, fields]);
    if (this.#get(key) === undefined) this.#put(key, { kind: 'stream', entries });
    const told = this.#onAdded;
    this.#onAdded = [];
    for (const tell of told) tell();
    return id;
  }

  #range(key: string, from: string, to: string): readonly Entry[] {
    const first = from.startsWith('(') ? numberOf(from.slice(1)) + 1 : numberOf(from);
    const last = to === '+' ? Number.POSITIVE_INFINITY : numberOf(to);
    return this.#entries(key).filter(([id]) => numberOf(id) >= first && numberOf(id) <= last);
  }

  #trim(key: string, minId: number): number {
    const entries = this.#entries(key);
    const kept = entries.filter(([id]) => numberOf(id) >= minId);
    return entries.splice(0, entries.length - kept.length).length;
  }

  /** `COUNT n BLOCK ms STREAMS key id` */
  async #read([, count, , block, , key = '', id = '']: readonly string[]): Promise<unknown> {
    const untilMs = this.#clock.now() + Number(block);
    for (;;) {
      const found = this.#range(key, `(${id}`, '+').slice(0, Number(count));
      if (found.length > 0) return [[key, found]];
      const leftMs = untilMs - this.#clock.now();
      if (leftMs <= 0) return null;
      const added = new AbortController();
      this.#onAdded.push(() => added.abort('added'));
      await this.#clock.sleep(leftMs, added.signal).catch(() => {});
    }
  }

  #entries(key: string): Entry[] {
    const value = this.#get(key);
    if (value !== undefined && value.kind !== 'stream') throw new Error(WRONG_TYPE);
    return value?.entries ?? [];
  }

  #items(key: string): string[] {
    const value = this.#get(key);
    if (value !== undefined && value.kind !== 'list') throw new Error(WRONG_TYPE);
    if (value !== undefined) return value.items;
    const items: string[] = [];
    this.#put(key, { kind: 'list', items });
    return items;
  }

  #fields(key: string): Map<string, string> {
    const value = this.#get(key);
    if (value !== undefined && value.kind !== 'hash') throw new Error(WRONG_TYPE);
    if (value !== undefined) return value.fields;
    const fields = new Map<string, string>();
    this.#put(key, { kind: 'hash', fields });
    return fields;
  }
}

function numberOf(id: string): number {
  return Number.parseInt(id, 10);
}
