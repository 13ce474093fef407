import type { Clock } from '../clock/clock.ts';
import type { RedisConnection } from './redis-connection.ts';

export interface RedisLineOptions {
  readonly connect: () => Promise<RedisConnection>;
  readonly clock: Clock;
  /** How long an answer may take, and a connection before it, in milliseconds. */
  readonly answerMaxMs: number;
}

/** For how long after a failure nothing is asked, so that not everybody waits for what isn't there. */
const PAUSE_MS = 1000;

/** Redis's own words for an error, such as `WRONGTYPE …` and `OOM …`: then the connection is fine. */
const REPLY = /^[A-Z]{2,} /;

const CLOSED = 'the line to Redis is closed';

/**
 * A connection to Redis on which everything is answered in time: with a reply, or with an error. One that
 * says nothing is hung up, and another is opened when something is asked again.
 */
export class RedisLine implements Disposable {
  readonly #options: RedisLineOptions;
  readonly #closed = new AbortController();
  #connection: Promise<RedisConnection> | undefined;
  #failed: { readonly atMs: number; readonly error: unknown } | undefined;

  constructor(options: RedisLineOptions) {
    this.#options = options;
  }

  /**
   * Sends a command, and returns its reply.
   *
   * @param waitsMs - how long Redis is asked to wait itself, which it may besides
   * @throws whatever keeps Redis from answering; at once, when it has just failed
   */
  async ask(command: readonly string[], waitsMs = 0): Promise<unknown> {
    const { clock, answerMaxMs } = this.#options;
    this.#closed.signal.throwIfAborted();
    if (this.#failed !== undefined) {
      if (clock.now() - this.#failed.atMs < PAUSE_MS) throw this.#failed.error;
      this.#failed = undefined;
    }
    this.#connection ??= this.#options.connect();
    const connection = this.#connection;
    try {
      const replying = connection.then((opened) => opened.sendCommand(command));
      return await this.#inTime(replying, answerMaxMs + waitsMs);
    } catch (error) {
      if (!(error instanceof Error && REPLY.test(error.message))) this.#hangUp(connection, error);
      throw error;
    }
  }

  [Symbol.dispose](): void {
    this.#closed.abort(new Error(CLOSED));
    if (this.#connection !== undefined) this.#hangUp(this.#connection, new Error(CLOSED));
  }

  async #inTime(replying: Promise<unknown>, limitMs: number): Promise<unknown> {
    const { clock } = this.#options;
    const done = new AbortController();
    const until = AbortSignal.any([done.signal, this.#closed.signal]);
    const late = clock.sleep(limitMs, until).then(() => {
      throw new Error(`Redis gave no answer within ${limitMs / 1000} s`);
    });
    try {
      return await Promise.race([replying, late]);
    } finally {
      done.abort('answered');
      // Whichever of the two comes later, nobody waits for it any more.
      late.catch(() => {});
      replying.catch(() => {});
    }
  }

  #hangUp(connection: Promise<RedisConnection>, error: unknown): void {
    if (this.#connection === connection) {
      this.#connection = undefined;
      this.#failed = { atMs: this.#options.clock.now(), error };
    }
    connection.then(
      (opened) => opened.destroy(),
      () => {},
    );
  }
}
