import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Coverage } from './coverage.ts';
import { Answer, type Measured, type Order, type TestId } from './messages.ts';
import type { Mutant } from './mutant.ts';

/** What a mutant came to: the test that noticed it, or nobody. */
export type Fate =
  | { readonly kind: 'killed'; readonly by: TestId }
  /** It got the tests stuck, which somebody would notice. */
  | { readonly kind: 'stuck' }
  | { readonly kind: 'survived' };

/** How much longer than usual tests may take: machines have others to work for, too. */
const SLOWER = 6;
const SLOWER_MS = 3000;
/** How long tests are run on one mutant at most, in milliseconds. */
const MUTANT_LIMIT_MS = 15_000;
const MEASURE_LIMIT_MS = 300_000;

/** A test as it is on the program without a mutant. */
export interface KnownTest {
  readonly id: TestId;
  readonly ms: number;
  readonly coverage: Coverage;
}

/** A process in which tests run; another one takes its place when it is stuck or has grown too large. */
export class Workshop implements AsyncDisposable {
  #child: ChildProcess | null = null;

  /** Runs all tests of a file on the program as it is. */
  async measure(file: string): Promise<readonly Measured[]> {
    const answer = await this.#ask({ kind: 'measure', file }, MEASURE_LIMIT_MS);
    if (answer?.kind !== 'measured') throw new Error(`${file}: its tests can’t be run here`);
    return answer.tests;
  }

  /** Runs tests on a mutant until one of them fails, or there was time enough. */
  async try(mutant: Mutant, tests: readonly KnownTest[]): Promise<Fate> {
    const limited = tests.map(({ id, ms }) => ({ ...id, limitMs: SLOWER * ms + SLOWER_MS }));
    const allMs = tests.reduce((sum, { ms }) => sum + ms, 0);
    const limitMs = Math.min(MUTANT_LIMIT_MS, SLOWER * allMs);
    const order: Order = { kind: 'try', mutant, tests: limited, limitMs };
    const longestMs = Math.max(...limited.map((each) => each.limitMs));
    const answer = await this.#ask(order, limitMs + longestMs + SLOWER_MS);
    if (answer?.kind !== 'tried') return { kind: 'stuck' };
    if (answer.isSpent) await this.#close();
    const { killedBy } = answer;
    return killedBy === null ? { kind: 'survived' } : { kind: 'killed', by: killedBy };
  }

  /** @returns null when there was no answer in time, or the process died of it */
  async #ask(order: Order, limitMs: number): Promise<Answer | null> {
    const child = await this.#ready();
    const over = new AbortController();
    const { signal } = over;
    const limit = setTimeout(() => over.abort(), limitMs);
    child.send(order);
    try {
      const [message] = await Promise.race([
        once(child, 'message', { signal }),
        once(child, 'exit', { signal }).then(() => [null]),
      ]);
      if (message !== null) return Answer.parse(message);
    } catch {
      // Time is up.
    } finally {
      clearTimeout(limit);
      over.abort();
    }
    await this.#close();
    return null;
  }

  async #ready(): Promise<ChildProcess> {
    if (this.#child !== null) return this.#child;
    const child = fork(new URL('worker.ts', import.meta.url), {
      execArgv: ['--no-warnings'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      // Vitest looks for it, and its `expect` is used here.
      env: { ...process.env, NODE_ENV: 'test' },
    });
    this.#child = child;
    await once(child, 'message');
    return child;
  }

  async #close(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#close();
  }
}
