import { RefusedError } from '../message/refused-error.ts';
import type { PageWork, WorkResult } from './page-work.ts';
import { WorkThread } from './work-thread.ts';

export interface WorkThreadsOptions {
  /** How many works may be done at once. */
  readonly threadsMax: number;
  /** How many more may wait; one more is refused. */
  readonly waitingMax: number;
  /** How long one may take, in milliseconds of the machine. */
  readonly limitMs: number;
}

/** A few threads, and a line of works that wait for one. None is started before there is work. */
export class WorkThreads implements AsyncDisposable {
  readonly #options: WorkThreadsOptions;
  readonly #threads = new Set<WorkThread>();
  readonly #idle: WorkThread[] = [];
  readonly #waiting: (() => void)[] = [];
  #busy = 0;

  constructor(options: WorkThreadsOptions) {
    this.#options = options;
  }

  /**
   * Does work when it is its turn.
   *
   * @throws RefusedError when it can't be done, or too much waits already; the signal's reason
   */
  async *do(work: PageWork, signal: AbortSignal): AsyncGenerator<WorkResult, void, void> {
    await this.#turn();
    try {
      const thread = this.#idle.pop() ?? this.#start();
      try {
        yield* thread.do(work, { limitMs: this.#options.limitMs, signal });
      } finally {
        if (thread.isAlive) this.#idle.push(thread);
        else this.#threads.delete(thread);
      }
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#busy -= 1;
      else next();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#threads].map((thread) => thread[Symbol.asyncDispose]()));
  }

  /** Whoever ends hands the turn on, so that nobody comes in between. */
  async #turn(): Promise<void> {
    const { threadsMax, waitingMax } = this.#options;
    if (this.#busy < threadsMax) {
      this.#busy += 1;
      return;
    }
    if (this.#waiting.length >= waitingMax) {
      throw new RefusedError(`${waitingMax} others wait already: try again in a while`, 429);
    }
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #start(): WorkThread {
    const thread = new WorkThread();
    this.#threads.add(thread);
    return thread;
  }
}
