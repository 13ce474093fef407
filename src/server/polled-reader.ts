import type { StataOutput } from '../timeline/emission.ts';
import type { Notice, Reader, RunResult, StataRun } from './reader.ts';
import { printed, Transcript } from './transcript.ts';

/** How often stata-mcp's wrapper looks at the log and asks whether the call is over. */
const LOOK_EVERY_MS = 2000;
/** How long it stays silent after it has told of something. */
const QUIET_MS = 5000;
/** How often the call behind the tool asks whether Stata has ended. */
const CALL_LOOKS_EVERY_MS = 500;
/** How many of the newest lines it tells of. */
const RECENT_LINES = 3;

/**
 * Reads Stata's log as stata-mcp does: looks at it every 2 s, tells of it when 5 s have passed since
 * it last did (so at 2, 8, 14 s …), and notices the end at the look after the call behind it has
 * returned, which itself looks only every 0.5 s.
 *
 * This is why the run in the diagnosis ends at 12.0 s although Stata worked for 10 s. A streaming
 * transport can't mend that: the lateness is the reader's, and it never depends on the run's length.
 */
export const readByPolling: Reader = async function* (
  run,
): AsyncGenerator<Notice, RunResult, void> {
  const startedAtMs = run.clock.now();
  const log = new Log(run, startedAtMs);
  yield notice(`▶️  Starting Stata execution: ${run.label}`);
  let lastToldMs = Number.NEGATIVE_INFINITY;
  for (let lookMs = LOOK_EVERY_MS; ; lookMs += LOOK_EVERY_MS) {
    await run.clock.sleep(startedAtMs + lookMs - run.clock.now(), run.signal);
    if (log.callReturnedBefore(lookMs)) break;
    if (lookMs - lastToldMs < QUIET_MS) continue;
    lastToldMs = lookMs;
    yield notice(tick(lookMs, log.takeLinesBefore(lookMs)));
  }
  const tookMs = run.clock.now() - startedAtMs;
  yield notice(`✅ Execution completed in ${(tookMs / 1000).toFixed(1)}s`);
  return log.result();
};

function notice(text: string): Notice {
  return { level: 'notice', text };
}

function tick(elapsedMs: number, newLines: readonly string[]): string {
  const elapsed = `⏱️  ${Math.round(elapsedMs / 1000)}s elapsed`;
  return [elapsed, ...newLines.slice(-RECENT_LINES)].join('\n');
}

/**
 * What Stata has written so far, with the time of each piece.
 *
 * A look at instant t sees what was written before t, never what is written at t itself. So it
 * doesn't matter which of two things that fall on the same instant happens to run first.
 */
class Log {
  readonly #transcript = new Transcript();
  readonly #unread: { readonly atMs: number; readonly text: string }[] = [];
  #endedAtMs = Number.POSITIVE_INFINITY;
  #failure: { readonly error: unknown } | undefined;

  constructor(run: StataRun, startedAtMs: number) {
    void this.#write(run, startedAtMs);
  }

  /** The lines, blank ones left out, that were completed before an instant and not taken yet. */
  takeLinesBefore(instantMs: number): readonly string[] {
    const later = this.#unread.findIndex(({ atMs }) => atMs >= instantMs);
    const seen = this.#unread.splice(0, later === -1 ? this.#unread.length : later);
    const lines = seen
      .map(({ text }) => text)
      .join('')
      .split('\n');
    return lines.filter((line) => line.trim() !== '');
  }

  /** @throws what Stata threw, if it did */
  callReturnedBefore(instantMs: number): boolean {
    if (this.#failure !== undefined) throw this.#failure.error;
    const callReturnsAtMs =
      (Math.floor(this.#endedAtMs / CALL_LOOKS_EVERY_MS) + 1) * CALL_LOOKS_EVERY_MS;
    return callReturnsAtMs < instantMs;
  }

  result(): RunResult {
    return this.#transcript.result();
  }

  async #write(run: StataRun, startedAtMs: number): Promise<void> {
    try {
      for await (const output of run.outputs) this.#add(output, run.clock.now() - startedAtMs);
    } catch (error) {
      this.#failure = { error };
    }
  }

  #add(output: StataOutput, atMs: number): void {
    this.#transcript.add(output);
    this.#unread.push({ atMs, text: printed(output) });
    if (output.kind === 'ended') this.#endedAtMs = atMs;
  }
}
