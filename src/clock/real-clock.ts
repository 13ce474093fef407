import type { Clock } from './clock.ts';

/** Node's timers overflow above this and would fire after 1 ms. */
const TIMER_MAX_MS = 2 ** 31 - 1;

/** The machine's monotonic clock, optionally sped up. */
export class RealClock implements Clock {
  readonly speed: number;
  readonly #startedAtMs = performance.now();

  /**
   * @param options.speed - how many milliseconds of this clock pass in one real millisecond;
   *   1 by default, 10 plays a twelve-second run in 1.2 s
   * @throws RangeError when the speed is not a positive, finite number
   */
  constructor(options: { readonly speed?: number } = {}) {
    const speed = options.speed ?? 1;
    if (!(speed > 0 && Number.isFinite(speed))) {
      throw new RangeError(`speed must be a positive number, not ${speed}`);
    }
    this.speed = speed;
  }

  now(): number {
    return (performance.now() - this.#startedAtMs) * this.speed;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    const dueMs = this.now() + ms;
    let leftMs = ms;
    // A loop, since timers are limited in length and may fire a fraction of a millisecond early.
    do {
      await timer(Math.min(Math.max(0, leftMs / this.speed), TIMER_MAX_MS), signal);
      leftMs = dueMs - this.now();
    } while (leftMs > 0);
  }
}

function timer(realMs: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const onAbort = (): void => {
      clearTimeout(handle);
      reject(signal?.reason);
    };
    const handle = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, Math.ceil(realMs));
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}
