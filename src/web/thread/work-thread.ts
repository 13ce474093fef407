import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { RealClock } from '../../clock/real-clock.ts';
import { TimeLimit } from '../../clock/time-limit.ts';
import type { PageRefusal } from '../message/page-message.ts';
import { RefusedError } from '../message/refused-error.ts';
import { MessageQueue } from '../run/message-queue.ts';
import type { PageWork, WorkResult } from './page-work.ts';

/** The same file as this one's neighbour, in TypeScript or built. */
const FILE = new URL(`./page-work-thread${extname(import.meta.url)}`, import.meta.url);

/** How much memory a thread may use, in MiB. */
const MEMORY_MIB = 384;

/** How long a thread has to give its work up when it is told to, in milliseconds of the machine. */
const GRACE_MS = 500;

const MACHINE = new RealClock();

/** What a thread is told. */
export type ToThread =
  | { readonly kind: 'do'; readonly work: PageWork }
  /** The last result has been taken. */
  | { readonly kind: 'more' }
  | { readonly kind: 'give-up' };

/** What a thread tells. After each result it waits to be asked for more. */
export type FromThread =
  | WorkResult
  | { readonly kind: 'over' }
  | ({ readonly kind: 'refused'; readonly status: 400 | 429 } & PageRefusal)
  | { readonly kind: 'failed'; readonly message: string };

/** How the thread's work may end besides: what ran out, or that nobody wants it any more. */
type Ending =
  | { readonly kind: 'died'; readonly message: string }
  | { readonly kind: 'out-of-time' }
  | { readonly kind: 'left' };

/** A thread that does one work after another. It can be ended, whatever it is at. */
export class WorkThread implements AsyncDisposable {
  readonly #worker = new Worker(FILE, {
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MIB, maxYoungGenerationSizeMb: 32 },
  });
  #inbox = new MessageQueue<FromThread | Ending>();
  #isAlive = true;

  constructor() {
    this.#worker.unref();
    this.#worker.on('message', (message: FromThread) => this.#inbox.put(message));
    this.#worker.on('error', ({ message }: Error) => this.#inbox.put({ kind: 'died', message }));
    this.#worker.on('exit', () => {
      this.#isAlive = false;
      this.#inbox.put({ kind: 'died', message: 'the thread has ended' });
    });
  }

  /** Whether it can do another work. */
  get isAlive(): boolean {
    return this.#isAlive;
  }

  /**
   * Does work, of which the results are handed over as they are asked for.
   *
   * @param limitMs - how long it may take in all, in milliseconds of the machine
   * @throws RefusedError when it can't be done, takes too long or too much memory; the signal's reason
   */
  async *do(
    work: PageWork,
    { limitMs, signal }: { readonly limitMs: number; readonly signal: AbortSignal },
  ): AsyncGenerator<WorkResult, void, void> {
    signal.throwIfAborted();
    const inbox = new MessageQueue<FromThread | Ending>();
    this.#inbox = inbox;
    using limit = new TimeLimit({ clock: MACHINE, limitMs, reason: 'out of time', signal });
    limit.signal.addEventListener('abort', () =>
      inbox.put({ kind: signal.aborted ? 'left' : 'out-of-time' }),
    );
    this.#worker.ref();
    this.#tell({ kind: 'do', work });
    let isOver = false;
    try {
      for await (const message of inbox) {
        isOver = message.kind === 'over' || message.kind === 'refused' || message.kind === 'failed';
        if (message.kind === 'over') return;
        yield resultOf(message, { limitMs, signal });
        this.#tell({ kind: 'more' });
      }
    } finally {
      if (!isOver) await this.#giveUp(inbox);
      this.#worker.unref();
    }
  }

  /** Ends the thread, whatever it is at. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isAlive = false;
    await this.#worker.terminate();
  }

  /** A thread that gives its work up can be used again; any other is ended. */
  async #giveUp(inbox: MessageQueue<FromThread | Ending>): Promise<void> {
    this.#tell({ kind: 'give-up' });
    const done = new AbortController();
    const grace = MACHINE.sleep(GRACE_MS, done.signal).then(
      () => inbox.put({ kind: 'out-of-time' }),
      () => {},
    );
    const end = await endIn(inbox);
    done.abort('done');
    await grace;
    if (end === 'out-of-time' || end === 'died') await this[Symbol.asyncDispose]();
  }

  #tell(message: ToThread): void {
    this.#worker.postMessage(message);
  }
}

async function endIn(inbox: AsyncIterable<FromThread | Ending>): Promise<string> {
  for await (const { kind } of inbox) {
    if (['over', 'refused', 'failed', 'out-of-time', 'died'].includes(kind)) return kind;
  }
  return 'died';
}

/** @throws what stands in the way of one */
function resultOf(
  message: Exclude<FromThread, { kind: 'over' }> | Ending,
  { limitMs, signal }: { readonly limitMs: number; readonly signal: AbortSignal },
): WorkResult {
  switch (message.kind) {
    case 'refused':
      throw new RefusedError(message.message, message.status, message.problems);
    case 'failed':
      throw new Error(message.message);
    case 'died':
      throw new RefusedError(
        `this takes more than the ${MEMORY_MIB} MiB of memory that there are for it (${message.message})`,
      );
    case 'out-of-time':
      throw new RefusedError(
        `this takes longer than the ${limitMs / 1000} s that there are for it`,
      );
    case 'left':
      throw signal.reason;
    default:
      return message;
  }
}
