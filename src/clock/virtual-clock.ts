import type { Clock } from './clock.ts';
import { macrotask, settleMacrotasks } from './settle.ts';

/** How long, in real milliseconds, a stuck clock waits before it says so. */
const STUCK_AFTER_REAL_MS = 1000;

interface Sleeper {
  readonly dueMs: number;
  readonly wake: () => void;
}

/**
 * A clock that stands still until it is told to go on, and then jumps from one sleeper to the next.
 *
 * Sleepers are woken one at a time, in the order (due, sequence): `now()` is set to the sleeper's own
 * due time, the sleeper is woken, and everything that follows from it is allowed to settle before
 * the next one is looked at. So whatever a sleeper does happens at exactly its due time.
 *
 * @example
 * ```ts
 * const clock = new VirtualClock();
 * await clock.runUntil(clock.sleep(86_400_000)); // a day, in less than a millisecond
 * clock.now(); // 86400000
 * ```
 */
export class VirtualClock implements Clock {
  readonly #settle: () => Promise<void>;
  readonly #warn: (message: string) => void;
  readonly #sleepers: Sleeper[] = [];
  #nowMs = 0;
  #isDriven = false;
  /** How much work has given way and goes on in a moment. */
  #pauses = 0;
  /** Whether any has since the world was last settled. */
  #hasPaused = false;
  #onSleeper: () => void = () => {};
  #undrivenWarning: NodeJS.Timeout | undefined;

  /**
   * @param options.settle - lets all work that needs no time come to rest; by default
   *   {@link settleMacrotasks}
   * @param options.warn - is told when the clock is stuck; by default a process warning
   */
  constructor(
    options: {
      readonly settle?: () => Promise<void>;
      readonly warn?: (message: string) => void;
    } = {},
  ) {
    this.#settle = options.settle ?? settleMacrotasks;
    this.#warn = options.warn ?? ((message) => process.emitWarning(message, 'VirtualClockWarning'));
  }

  now(): number {
    return this.#nowMs;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (Number.isNaN(ms)) {
      return Promise.reject(new RangeError('cannot sleep for NaN milliseconds'));
    }
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const onAbort = (): void => {
        this.#sleepers.splice(this.#sleepers.indexOf(sleeper), 1);
        reject(signal?.reason);
      };
      const sleeper: Sleeper = {
        dueMs: this.#nowMs + Math.max(0, ms),
        wake: () => {
          signal?.removeEventListener('abort', onAbort);
          resolve();
        },
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#add(sleeper);
    });
  }

  /** Time stands still meanwhile: when work is paused is the machine's affair, and must change no instant. */
  async giveWay(): Promise<void> {
    this.#pauses += 1;
    await macrotask();
    this.#pauses -= 1;
    this.#hasPaused = true;
  }

  /**
   * Moves time from sleeper to sleeper until `work` has settled, and no further.
   *
   * @returns what `work` returns
   * @throws what `work` throws; an Error when the clock is being driven already
   */
  async runUntil<T>(work: Promise<T>): Promise<T> {
    if (this.#isDriven) {
      throw new Error('this virtual clock is being driven already: drive one promise at a time');
    }
    this.#isDriven = true;
    clearTimeout(this.#undrivenWarning);
    this.#undrivenWarning = undefined;
    let isSettled = false;
    const settled = work.then(
      () => {
        isSettled = true;
      },
      () => {
        isSettled = true;
      },
    );
    try {
      for (;;) {
        await this.#settleAll();
        if (isSettled) return await work;
        const next = this.#sleepers.shift();
        if (next === undefined) await this.#newSleeperOr(settled);
        else this.#wake(next);
      }
    } finally {
      this.#isDriven = false;
    }
  }

  /** What has given way goes on, and may give way again. */
  async #settleAll(): Promise<void> {
    for (;;) {
      this.#hasPaused = false;
      await this.#settle();
      if (this.#pauses === 0 && !this.#hasPaused) return;
      await macrotask();
    }
  }

  #wake(sleeper: Sleeper): void {
    this.#nowMs = sleeper.dueMs;
    sleeper.wake();
  }

  #add(sleeper: Sleeper): void {
    let index = this.#sleepers.length;
    while (index > 0 && (this.#sleepers[index - 1]?.dueMs ?? 0) > sleeper.dueMs) index -= 1;
    this.#sleepers.splice(index, 0, sleeper);
    this.#onSleeper();
    if (!this.#isDriven) this.#warnIfNeverDriven();
  }

  async #newSleeperOr(settled: Promise<void>): Promise<void> {
    const warning = stuckTimer(() =>
      this.#warn(
        `virtual time stands at ${this.#nowMs} ms: the work has not ended and nothing is asleep, ` +
          'so nothing can advance it. Does it wait for real time, or for an event that never comes?',
      ),
    );
    const newSleeper = new Promise<void>((resolve) => {
      this.#onSleeper = resolve;
    });
    await Promise.race([settled, newSleeper]);
    this.#onSleeper = () => {};
    clearTimeout(warning);
  }

  #warnIfNeverDriven(): void {
    this.#undrivenWarning ??= stuckTimer(() => {
      if (this.#isDriven || this.#sleepers.length === 0) return;
      this.#warn(
        `${this.#sleepers.length} sleeper(s) wait at ${this.#nowMs} ms of virtual time, and nobody ` +
          'advances it. Call runUntil(work) on this clock.',
      );
    });
  }
}

function stuckTimer(onStuck: () => void): NodeJS.Timeout {
  return setTimeout(onStuck, STUCK_AFTER_REAL_MS).unref();
}
