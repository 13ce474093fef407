import type { Clock } from './clock.ts';

/** A signal that is aborted when time is up, or with another signal. Disposing of it stops its clock. */
export class TimeLimit implements Disposable {
  readonly signal: AbortSignal;
  readonly #done = new AbortController();

  /**
   * @param options.limitMs - how long there is, in milliseconds of the clock
   * @param options.reason - what the signal says when time is up
   * @param options.signal - ends it earlier, with its own reason
   */
  constructor(options: {
    readonly clock: Clock;
    readonly limitMs: number;
    readonly reason: string;
    readonly signal: AbortSignal;
  }) {
    const { clock, limitMs, reason, signal } = options;
    const over = new AbortController();
    this.signal = AbortSignal.any([signal, over.signal]);
    clock.sleep(limitMs, this.#done.signal).then(
      () => over.abort(reason),
      () => {},
    );
  }

  [Symbol.dispose](): void {
    this.#done.abort('done');
  }
}
