import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { runProgram } from '../../src/cli/program.ts';

/** The program's own file. */
export const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

export interface Outcome {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the program in this process: a plain terminal of 80 columns, and nobody to interrupt it. */
export function fakeStata(...args: readonly string[]): Promise<Outcome> {
  return start(args).outcome;
}

export interface Serving extends AsyncDisposable {
  readonly url: string;
  /** Interrupts it, as Ctrl-C does, and waits for its end. */
  interrupt(): Promise<Outcome>;
}

/** Starts `fake-stata serve` on a free port and waits until it says where it listens. */
export function fakeStataServe(...args: readonly string[]): Promise<Serving> {
  return startServing(['serve', '--port', '0', ...args], /MCP endpoint: (\S+)/);
}

/** Starts `fake-stata tap` on a free port and waits until it says where it listens. */
export function fakeStataTap(...args: readonly string[]): Promise<Serving> {
  return startServing(['tap', '--port', '0', ...args], /Point the client at: (\S+)/);
}

/** @param address - finds in the output where it listens */
async function startServing(args: readonly string[], address: RegExp): Promise<Serving> {
  const listening = Promise.withResolvers<string>();
  const serve = start(args, (text) => {
    const url = address.exec(text)?.[1];
    if (url !== undefined) listening.resolve(url);
  });
  const interrupt = (): Promise<Outcome> => {
    serve.interrupt();
    return serve.outcome;
  };
  const failed = serve.outcome.then(({ stderr }) => Promise.reject(new Error(stderr)));
  failed.catch(() => {});
  return {
    url: await Promise.race([listening.promise, failed]),
    interrupt,
    [Symbol.asyncDispose]: async () => {
      await interrupt();
    },
  };
}

/**
 * Runs the program as a user does, in a process of its own.
 *
 * @param interruption - sends it a signal as soon as it has written a certain text
 */
export async function fakeStataProcess(
  args: readonly string[],
  interruption?: { readonly at: string; readonly signal: NodeJS.Signals },
): Promise<Outcome> {
  const env = { ...process.env, NO_COLOR: '1' };
  const child = spawn(process.execPath, [MAIN, ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text) => {
    const hadCome = interruption === undefined || stdout.includes(interruption.at);
    stdout += text;
    if (!hadCome && stdout.includes(interruption.at)) child.kill(interruption.signal);
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  await once(child, 'close');
  return { exitCode: child.exitCode, stdout, stderr };
}

function start(args: readonly string[], onOutput: (text: string) => void = () => {}) {
  const interrupted = new AbortController();
  let [stdout, stderr] = ['', ''];
  const finished = runProgram(args, {
    terminal: {
      width: 80,
      write: (text) => {
        stdout += text;
        onOutput(text);
      },
      status: () => {},
      bold: (text) => text,
      dim: (text) => text,
    },
    complain: (text) => {
      stderr += text;
    },
    signal: interrupted.signal,
  });
  return {
    interrupt: () => interrupted.abort(),
    outcome: finished.then((exitCode): Outcome => ({ exitCode, stdout, stderr })),
  };
}
