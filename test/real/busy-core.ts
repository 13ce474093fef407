import { Worker } from 'node:worker_threads';

/** Keeps one core busy until it is disposed of. */
export function keepCoreBusy(): AsyncDisposable {
  const worker = new Worker('for (;;) {}', { eval: true });
  return {
    [Symbol.asyncDispose]: async () => {
      await worker.terminate();
    },
  };
}
