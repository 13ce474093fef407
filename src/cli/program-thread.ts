import { parentPort, workerData } from 'node:worker_threads';
import { Interrupted } from './interrupted.ts';
import { runProgram } from './program.ts';
import { standardOutput } from './terminal.ts';
import type { FromThread, ThreadData, ToThread } from './thread-message.ts';
import { writeAll } from './write-all.ts';

/** The thread in which a command runs; `run-in-thread.ts` starts it. */
async function run({ args, facts }: ThreadData, main: NonNullable<typeof parentPort>) {
  const interrupted = new AbortController();
  let typed = Promise.withResolvers<string | undefined>();
  main.on('message', (message: ToThread) => {
    if (message.kind === 'typed') typed.resolve(message.text);
    else interrupted.abort(new Interrupted(message.by));
  });
  const ask = async (question: string, signal: AbortSignal): Promise<string | undefined> => {
    typed = Promise.withResolvers();
    signal.addEventListener('abort', () => typed.reject(signal.reason), { once: true });
    main.postMessage({ kind: 'ask', question } satisfies FromThread);
    return await typed.promise;
  };
  process.exitCode = await runProgram(args, {
    terminal: standardOutput(facts, ask),
    complain: (text) => writeAll(2, text),
    signal: interrupted.signal,
  });
  main.close();
}

if (parentPort === null) throw new Error('this file is for a thread of its own');
await run(workerData, parentPort);
