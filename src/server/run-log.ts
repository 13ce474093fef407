import type { StataOutput } from '../timeline/emission.ts';
import type { RunResult, StataRun } from './reader.ts';
import { printed, Transcript } from './transcript.ts';

/**
 * What Stata has written so far, with the time of each piece. It goes on writing whether anybody
 * looks or not, as a log file does. All instants are milliseconds since its creation.
 *
 * A look at instant t sees what was written before t, never what is written at t itself. So it
 * doesn't matter which of two things that fall on the same instant happens to run first.
 */
export class RunLog {
  readonly #transcript = new Transcript();
  readonly #startedAtMs: number;
  #unread: { readonly atMs: number; readonly text: string }[] = [];
  #endedAtMs = Number.POSITIVE_INFINITY;
  #failure: { readonly error: unknown } | undefined;

  /** Resolves when nothing more will be written. Never rejects: {@link result} throws instead. */
  readonly complete: Promise<void>;

  constructor(run: StataRun) {
    this.#startedAtMs = run.clock.now();
    this.complete = this.#write(run);
  }

  /** When the run ended; infinite while it hasn't. */
  get endedAtMs(): number {
    return this.#endedAtMs;
  }

  /** Whether there is a log: no run that was refused has one. */
  get exists(): boolean {
    return this.#failure === undefined;
  }

  /** What was written before an instant, and not taken yet. */
  takeBefore(instantMs: number): string {
    const later = this.#unread.findIndex(({ atMs }) => atMs >= instantMs);
    const seen = later === -1 ? this.#unread : this.#unread.slice(0, later);
    this.#unread = later === -1 ? [] : this.#unread.slice(later);
    return seen.map(({ text }) => text).join('');
  }

  /** @throws what Stata threw, if it did */
  result(): RunResult {
    if (this.#failure !== undefined) throw this.#failure.error;
    return this.#transcript.result();
  }

  async #write(run: StataRun): Promise<void> {
    try {
      for await (const output of run.outputs) this.#add(output, run.clock.now());
    } catch (error) {
      this.#failure = { error };
    }
    this.#endedAtMs = run.clock.now() - this.#startedAtMs;
  }

  #add(output: StataOutput, nowMs: number): void {
    this.#transcript.add(output);
    this.#unread.push({ atMs: nowMs - this.#startedAtMs, text: printed(output) });
  }
}
