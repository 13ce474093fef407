import { linesOf } from './lines-of.ts';
import { type CallCadence, ReturningCall } from './returning-call.ts';
import type { StataCall } from './stata-call.ts';

/** How often stata-mcp 0.5 looks at its log. */
const LOOK_EVERY_MS = 500;
/** How long it still waits for the call behind it, once it has told the client of the timeout. */
const GRACE_MS = 5000;

/**
 * The data of the events with which stata-mcp 0.5 streams a run: what it finds in the log at each
 * look, line by line, blank ones left out and backslashes doubled.
 *
 * It says that the execution has completed whatever came of it, and never why nothing was run.
 */
export function streamTail(cadence: CallCadence) {
  return async function* (call: StataCall): AsyncGenerator<string, void, void> {
    const running = new ReturningCall(call, cadence);
    yield call.file === undefined ? '' : `Starting execution of ${call.label}...`;
    for (let lookMs = LOOK_EVERY_MS; ; lookMs += LOOK_EVERY_MS) {
      await running.sleepUntil(lookMs);
      if (lookMs - LOOK_EVERY_MS >= call.timeoutMs) {
        yield `ERROR: Execution timed out after ${call.timeoutMs / 1000}s`;
        if (!(await running.returnsBefore(lookMs + GRACE_MS))) {
          yield 'ERROR: Failed to get execution result (timeout)';
          return;
        }
      } else if (running.returnsAtMs >= lookMs) {
        yield* linesOf(running.log.takeBefore(lookMs)).map(escaped);
        continue;
      }
      yield* linesOf(running.log.takeBefore(Number.POSITIVE_INFINITY)).map(escaped);
      running.outcome(); // Throws if it is Stata itself that is broken; else nobody looks at it.
      yield '*** Execution completed ***';
      return;
    }
  };
}

function escaped(line: string): string {
  return line.replaceAll('\\', '\\\\');
}
