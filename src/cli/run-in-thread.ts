import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { RealClock } from '../clock/real-clock.ts';
import { printable } from '../timeline/printable.ts';
import { askAtKeyboard } from './ask-at-keyboard.ts';
import { exitCodeFor, INTERRUPTIONS, type Interruption } from './interrupted.ts';
import type { FromThread, ThreadData, ToThread } from './thread-message.ts';

/** How long a program may take to end in order, once it was interrupted, in milliseconds. */
const GRACE_MS = 400;

/** How long its thread may take to end after that, in milliseconds. */
const LAST_MS = 450;

/** The exit code for a fault of ours. */
const BUG = 70;

/**
 * Runs a program in a thread of its own, so that the main thread has nothing to do but to wait for
 * signals, and nothing that the program does keeps them from it: not an endless loop, nor a write that
 * nobody reads.
 *
 *     signal ──▶ the program is told, and ends in order ──▶ or else its thread is ended
 *
 * @param program - the module that the thread runs
 * @returns the exit code: the program's own, or what shells say of the signal that ended it
 */
export async function runInThread(program: URL, workerData: ThreadData): Promise<number> {
  const thread = new Worker(program, { workerData });
  const interrupted = new AbortController();
  const tell = (message: ToThread): void => thread.postMessage(message);
  thread.on('message', ({ question }: FromThread) => {
    askAtKeyboard(question, interrupted.signal).then(
      (text) => tell({ kind: 'typed', text }),
      () => {},
    );
  });
  const ended = exitCodeOf(thread);
  const forced = Promise.withResolvers<number>();
  for (const by of INTERRUPTIONS) {
    process.on(by, () => {
      // Ctrl-C may come twice, from the terminal and from `npm run`: there is no hurry to be read from that.
      if (interrupted.signal.aborted) return;
      interrupted.abort();
      tell({ kind: 'interrupted', by });
      forced.resolve(endWithin(GRACE_MS, ended).then((code) => code ?? forceEnd(thread, by)));
    });
  }
  const first = await Promise.race([ended, forced.promise]);
  // Who was interrupted has another say than the thread, which calls an end by force an error.
  return interrupted.signal.aborted ? await forced.promise : first;
}

/** @returns the exit code */
async function exitCodeOf(thread: Worker): Promise<number> {
  try {
    const [code] = await once(thread, 'exit');
    return Number(code);
  } catch (error) {
    const detail = error instanceof Error ? error.stack : String(error);
    process.stderr.write(printable(`this is a bug in fake-stata: ${detail}\n`));
    return BUG;
  }
}

/** What it comes to in so many milliseconds; undefined for nothing. */
async function endWithin<Result>(ms: number, work: Promise<Result>): Promise<Result | undefined> {
  return await Promise.race([work, new RealClock().sleep(ms).then(() => undefined)]);
}

async function forceEnd(thread: Worker, by: Interruption): Promise<number> {
  if ((await endWithin(LAST_MS, thread.terminate())) === undefined) {
    // It hangs in the system itself, where this process would wait for it: the signal's own way is left.
    process.removeAllListeners(by);
    process.kill(process.pid, by);
  }
  return exitCodeFor(by);
}
