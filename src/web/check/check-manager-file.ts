import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RealClock } from '../../clock/real-clock.ts';
import type { CheckResult } from './manager-check.ts';
import { flagsToStripTypes } from './strip-types.ts';

/** How long it may take, in real milliseconds; it takes a few seconds. */
const LIMIT_MS = 120_000;

/** The same file as this one's neighbour, in TypeScript or built. */
const PROCESS = fileURLToPath(
  new URL(`./check-manager-process${extname(import.meta.url)}`, import.meta.url),
);

/** What the process that loads a manager's file tells of it. */
export type CheckMessage =
  | { readonly kind: 'checked'; readonly results: readonly CheckResult[] }
  /** The file can't be used. */
  | { readonly kind: 'unusable'; readonly message: string };

/** A manager's file can't be checked. The message says why, and what it has to be. */
export class UnusableManagerError extends Error {
  override readonly name = 'UnusableManagerError';
}

/**
 * Holds the manager in a file to the contract: its default export, a function from `SessionManager`
 * to `SessionManager`. The file is loaded in a process of its own, which has two minutes.
 *
 * @returns a result for each rule; one that says so when the process came to no end
 * @throws UnusableManagerError when there is no such file, or no such function in it
 */
export async function checkManagerFile(
  file: string,
  signal: AbortSignal,
): Promise<readonly CheckResult[]> {
  const path = resolve(file);
  if (!existsSync(path)) throw new UnusableManagerError(`there is no file ${file}`);
  const child = fork(PROCESS, [path], {
    execArgv: [...process.execArgv, ...flagsFor(path)],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    signal,
  });
  const messages: CheckMessage[] = [];
  child.on('message', (message: CheckMessage) => messages.push(message));
  const finished = new AbortController();
  const limit = new RealClock().sleep(LIMIT_MS, finished.signal).then(
    () => child.kill('SIGKILL'),
    () => {},
  );
  await once(child, 'exit').finally(() => finished.abort());
  await limit;
  const [message] = messages;
  if (message?.kind === 'unusable') throw new UnusableManagerError(`${file}: ${message.message}`);
  return message?.results ?? [UNFINISHED];
}

function flagsFor(path: string): readonly string[] {
  if (!/\.[cm]?ts$/.test(path)) return [];
  const flags = flagsToStripTypes(process);
  if (flags !== null) return flags;
  throw new UnusableManagerError(
    `Node ${process.version} doesn’t read TypeScript: check it with 22.6 or newer, or take the types out and name the file .mjs`,
  );
}

const UNFINISHED: CheckResult = {
  says: 'The check comes to an end.',
  fault: 'the process died, or waited for something that never came',
};
