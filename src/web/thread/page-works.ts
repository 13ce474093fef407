import { availableParallelism } from 'node:os';
import type { ManagerName } from '../../manager/managers.ts';
import type { Emission } from '../../timeline/emission.ts';
import type { RunOrder, RunRequest } from '../run/run-order.ts';
import type { PageWork, WorkResult } from './page-work.ts';
import { WorkThreads } from './work-threads.ts';

/** How many questions may wait for their turn. */
const WAITING_MAX = 64;
const QUESTION_LIMIT_MS = 60_000;
const PLAY_LIMIT_MS = 120_000;

/** Whatever is played, the server's own thread has a core. */
const THREADS_MAX = Math.min(2, Math.max(1, availableParallelism() - 1));

/**
 * Has everything that pages ask for worked out in threads. What is played is at the pace of whoever
 * listens, so it has threads of its own, and questions needn't wait for it.
 */
export class PageWorks implements AsyncDisposable {
  readonly #record: (emission: Emission, manager: ManagerName) => void;
  readonly #questions = new WorkThreads({
    threadsMax: THREADS_MAX,
    waitingMax: WAITING_MAX,
    limitMs: QUESTION_LIMIT_MS,
  });
  readonly #plays: WorkThreads;
  /** A lesson's run is the same each time. */
  readonly #lessons = new Map<number, Promise<string>>();

  /**
   * @param options.playsMax - how many plays may wait for their turn
   * @param options.record - is told of all that Statas say in runs
   */
  constructor(options: {
    readonly playsMax: number;
    readonly record: (emission: Emission, manager: ManagerName) => void;
  }) {
    this.#record = options.record;
    this.#plays = new WorkThreads({
      threadsMax: THREADS_MAX,
      waitingMax: options.playsMax,
      limitMs: PLAY_LIMIT_MS,
    });
  }

  /** What a question comes to, as JSON. @throws RefusedError */
  async answer(work: PageWork, signal: AbortSignal): Promise<string> {
    for await (const result of this.#questions.do(work, signal)) {
      if (result.kind === 'answer') return result.json;
    }
    throw new Error(`the work ${work.kind} came to nothing`);
  }

  /** What a request for a run comes to. @throws RefusedError */
  async order(request: RunRequest, signal: AbortSignal): Promise<RunOrder> {
    for await (const result of this.#questions.do({ kind: 'order', request }, signal)) {
      if (result.kind === 'order') return result.order;
    }
    throw new Error('the order came to nothing');
  }

  /** What a lesson's run showed, as JSON. It is run once, whoever asks. */
  lesson(number: number): Promise<string> {
    const known = this.#lessons.get(number);
    if (known !== undefined) return known;
    // Not ended with the request: others may wait for the same.
    const running = this.answer({ kind: 'lesson', number }, new AbortController().signal);
    this.#lessons.set(number, running);
    running.catch(() => this.#lessons.delete(number));
    return running;
  }

  /** The messages of something played, each as JSON. @throws RefusedError */
  async *play(work: PageWork, signal: AbortSignal): AsyncGenerator<string, void, void> {
    for await (const result of this.#plays.do(work, signal)) yield* this.#messagesIn(result);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#questions[Symbol.asyncDispose]();
    await this.#plays[Symbol.asyncDispose]();
  }

  #messagesIn(result: WorkResult): readonly string[] {
    if (result.kind === 'told') return result.messages;
    if (result.kind !== 'said') return [];
    for (const { emission, manager } of result.said) this.#record(emission, manager);
    return [];
  }
}
