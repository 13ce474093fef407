import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { RealClock } from '../../src/clock/real-clock.ts';
import { MAIN } from '../cli/fake-stata.ts';

/** `fake-stata serve` in a process of its own, as strangers meet it. */
export interface ServeProcess extends AsyncDisposable {
  readonly url: string;
  /** Whether it still lives. */
  readonly isAlive: boolean;
  /** How much memory of the machine it has had at most, in bytes. */
  peakBytes(): Promise<number>;
  /** How long `GET /health` took at worst while something went on, in milliseconds. */
  worstHealthMs(work: Promise<unknown>): Promise<number>;
}

const MACHINE = new RealClock();

export async function serveProcess(...args: readonly string[]): Promise<ServeProcess> {
  const child = spawn(process.execPath, [MAIN, 'serve', '--port', '0', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  let said = '';
  const listening = Promise.withResolvers<string>();
  child.stdout.setEncoding('utf8').on('data', (text) => {
    said += text;
    const url = /The page: (\S+)\/\n/.exec(said)?.[1];
    if (url !== undefined) listening.resolve(url);
  });
  void exited.then(() => listening.reject(new Error('it has ended')));
  const url = await listening.promise;
  return {
    url,
    get isAlive() {
      return child.exitCode === null && child.signalCode === null;
    },
    peakBytes: async () => {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8');
      return 1024 * Number(/VmHWM:\s*(\d+) kB/.exec(status)?.[1]);
    },
    worstHealthMs: (work) => worstHealthMs(url, work),
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

async function worstHealthMs(url: string, work: Promise<unknown>): Promise<number> {
  let isOver = false;
  const over = work.finally(() => {
    isOver = true;
  });
  let worstMs = 0;
  while (!isOver) {
    const askedAtMs = MACHINE.now();
    const response = await fetch(`${url}/health`, { signal: AbortSignal.timeout(20_000) });
    await response.text();
    worstMs = Math.max(worstMs, MACHINE.now() - askedAtMs);
    await MACHINE.sleep(10);
  }
  await over;
  return worstMs;
}
