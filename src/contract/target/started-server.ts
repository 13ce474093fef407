import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Clock } from '../../clock/clock.ts';
import { TargetError } from '../terms/target-error.ts';
import type { ServerCommand } from './server-command.ts';

/** How much of what a server complains of is kept, in characters. */
const COMPLAINT_MAX = 2000;
/** How long a server may take to go when it is asked to, in milliseconds. */
const GOODBYE_MS = 3000;
/** The same, when whoever judges it was interrupted. */
const HASTY_GOODBYE_MS = 200;

/**
 * A server that was started for as long as it is judged, in a process group of its own: what it
 * starts itself is stopped with it.
 */
export class StartedServer implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #clock: Clock;
  readonly #interrupted: AbortSignal | undefined;
  #complaint = '';

  /** @param interrupted - when it is aborted, there is no time for a long goodbye */
  constructor(command: ServerCommand, clock: Clock, interrupted?: AbortSignal) {
    this.#clock = clock;
    this.#interrupted = interrupted;
    this.#child = start(command);
    this.#child.stderr?.on('data', (chunk: Buffer) => {
      this.#complaint = (this.#complaint + chunk.toString()).slice(-COMPLAINT_MAX);
    });
    // Such as a program that isn't there: then there is no process, and it has ended.
    this.#child.on('error', ({ message }) => {
      this.#complaint = message;
    });
  }

  /** @throws TargetError when the server has ended */
  assertRunning(): void {
    const { exitCode, signalCode, pid } = this.#child;
    if (exitCode === null && signalCode === null && pid !== undefined) return;
    const said = this.#complaint.trim();
    const how = signalCode ?? `exit code ${exitCode ?? 'unknown'}`;
    throw new TargetError(`the server that was started has ended (${how})`, { said });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const { exitCode, signalCode } = this.#child;
    if (exitCode !== null || signalCode !== null) return this.#signal('SIGKILL');
    const exit = once(this.#child, 'exit');
    this.#signal('SIGTERM');
    const enough = new AbortController();
    const goodbyeMs = this.#interrupted?.aborted ? HASTY_GOODBYE_MS : GOODBYE_MS;
    const limit = this.#clock.sleep(goodbyeMs, enough.signal).catch(() => {});
    await Promise.race([exit, limit]);
    enough.abort('gone');
    // Whatever it left behind in its group.
    this.#signal('SIGKILL');
  }

  #signal(signal: NodeJS.Signals): void {
    const { pid } = this.#child;
    if (pid === undefined) return;
    try {
      process.kill(-pid, signal);
    } catch {
      // The whole group is gone.
    }
  }
}

function start(command: ServerCommand): ChildProcess {
  const options = { detached: true, stdio: ['ignore', 'ignore', 'pipe'] } satisfies SpawnOptions;
  if (command.kind === 'shell') return spawn(command.line, { ...options, shell: true });
  const [program = '', ...args] = command.words;
  return spawn(program, args, options);
}
