import type { Wording } from './profile.ts';
import { type CallCadence, ReturningCall } from './returning-call.ts';
import type { StataCall } from './stata-call.ts';

/** How often stata-mcp 0.3 asks whether the call behind it is over. */
const LOOK_EVERY_MS = 100;
const HEARTBEAT_EVERY_MS = 2000;
/** How long it still waits for that call, once it has told the client of the timeout. */
const GRACE_MS = 1000;
/** The whole result follows in pieces of so many lines, with a pause after each. */
const CHUNK_LINES = 10;
const CHUNK_PAUSE_MS = 50;

/**
 * The data of the events with which stata-mcp 0.3 "streams" a run: a heartbeat every 2 s, and all of
 * the result when it is over. So this was buffered too, on an endpoint without MCP.
 *
 * @param textOf - puts the outcome into words
 */
export function streamHeartbeats(cadence: CallCadence, textOf: Wording) {
  return async function* (call: StataCall): AsyncGenerator<string, void, void> {
    const running = new ReturningCall(call, cadence);
    yield `Starting execution of ${call.label}...`;
    let lookMs = 0;
    while (running.returnsAtMs >= lookMs) {
      if (lookMs > 0 && lookMs % HEARTBEAT_EVERY_MS === 0) {
        yield `Executing... ${(lookMs / 1000).toFixed(1)}s elapsed`;
      }
      lookMs += LOOK_EVERY_MS;
      await running.sleepUntil(lookMs);
      if (lookMs - LOOK_EVERY_MS < call.timeoutMs) continue;
      yield `ERROR: Execution timed out after ${call.timeoutMs / 1000}s`;
      if (await running.returnsBefore(lookMs + GRACE_MS)) break;
      yield 'ERROR: Failed to get execution result';
      return;
    }
    const lines = textOf(call, running.outcome()).split('\n');
    const startMs = Math.max(lookMs, running.returnsAtMs);
    for (let start = 0; start < lines.length; start += CHUNK_LINES) {
      yield lines.slice(start, start + CHUNK_LINES).join('\\n');
      await running.sleepUntil(startMs + (start / CHUNK_LINES + 1) * CHUNK_PAUSE_MS);
    }
    yield '*** Execution completed ***';
  };
}
