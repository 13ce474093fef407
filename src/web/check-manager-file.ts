import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RealClock } from '../clock/real-clock.ts';
import type { CheckResult } from './manager-check.ts';

/** How long all checks may take, in real milliseconds; they take about a quarter of a second. */
const LIMIT_MS = 20_000;

/** The same file as this one's neighbour, in TypeScript or built. */
const PROCESS = fileURLToPath(
  new URL(`./check-manager-process${extname(import.meta.url)}`, import.meta.url),
);

/** What the process that loads a manager's file tells of it. */
export type CheckMessage =
  | { readonly kind: 'result'; readonly result: CheckResult }
  /** The file can't be used. */
  | { readonly kind: 'unusable'; readonly message: string }
  | { readonly kind: 'over' };

/** A manager's file can't be checked. The message says why, and what it has to be. */
export class UnusableManagerError extends Error {
  override readonly name = 'UnusableManagerError';
}

/**
 * Checks the manager in a file: its default export, a function from `SessionManager` to
 * `SessionManager`. The file is loaded in a process of its own, which has twenty seconds.
 *
 * @param onResult - is told of each result as soon as it is there
 * @returns all results; the last of them says so when the time was up
 * @throws UnusableManagerError when there is no such file, or no such function in it
 */
export async function checkManagerFile(
  file: string,
  { onResult, signal }: { onResult: (result: CheckResult) => void; signal: AbortSignal },
): Promise<readonly CheckResult[]> {
  const path = resolve(file);
  if (!existsSync(path)) throw new UnusableManagerError(`there is no file ${file}`);
  const child = fork(PROCESS, [path], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], signal });
  const results: CheckResult[] = [];
  const outcome: { unusable?: string; isOver: boolean } = { isOver: false };
  child.on('message', (message: CheckMessage) => {
    if (message.kind === 'unusable') outcome.unusable = message.message;
    if (message.kind === 'over') outcome.isOver = true;
    if (message.kind !== 'result') return;
    results.push(message.result);
    onResult(message.result);
  });
  const finished = new AbortController();
  const limit = new RealClock().sleep(LIMIT_MS, finished.signal).then(
    () => child.kill('SIGKILL'),
    () => {},
  );
  await once(child, 'exit').finally(() => finished.abort());
  await limit;
  if (outcome.unusable !== undefined)
    throw new UnusableManagerError(`${file}: ${outcome.unusable}`);
  if (outcome.isOver) return results;
  const stopped: CheckResult = {
    says: 'Every check comes to an end.',
    fault: `after ${results.length} checks it died, or waited for something that never came`,
  };
  onResult(stopped);
  return [...results, stopped];
}
