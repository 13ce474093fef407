import { nextLookAfter } from './next-look.ts';
import type { LogMessage, Reader, RunResult } from './reader.ts';
import { RunLog } from './run-log.ts';

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
): AsyncGenerator<LogMessage, RunResult, void> {
  const startedAtMs = run.clock.now();
  const log = new RunLog(run);
  yield message(`▶️  Starting Stata execution: ${run.label}`);
  let lastToldMs = Number.NEGATIVE_INFINITY;
  for (let lookMs = LOOK_EVERY_MS; ; lookMs += LOOK_EVERY_MS) {
    await run.clock.sleep(startedAtMs + lookMs - run.clock.now(), run.signal);
    if (nextLookAfter(log.endedAtMs, CALL_LOOKS_EVERY_MS) < lookMs) break;
    if (lookMs - lastToldMs < QUIET_MS) continue;
    lastToldMs = lookMs;
    yield message(tick(lookMs, log.takeBefore(lookMs)));
  }
  const result = log.result();
  const tookMs = run.clock.now() - startedAtMs;
  yield message(`✅ Execution completed in ${(tookMs / 1000).toFixed(1)}s`);
  return result;
};

function message(text: string): LogMessage {
  return { level: 'notice', text };
}

function tick(elapsedMs: number, newText: string): string {
  const newLines = newText.split('\n').filter((line) => line.trim() !== '');
  const elapsed = `⏱️  ${Math.round(elapsedMs / 1000)}s elapsed`;
  return [elapsed, ...newLines.slice(-RECENT_LINES)].join('\n');
}
