import type { RunResult } from './reader.ts';
import { Refusal } from './refusal.ts';
import type { StataCall } from './stata-call.ts';
import type { StataOutcome } from './stata-outcome.ts';

/**
 * How a call came out.
 *
 * @param result - gives what the run came to, or throws what it threw
 * @throws whatever that throws that is no {@link Refusal}: then something is broken in here
 */
export function outcomeOf(call: StataCall, result: () => RunResult, tookMs: number): StataOutcome {
  try {
    const { text, returnCode } = result();
    if (call.isTimedOut()) return { kind: 'timed-out', text, tookMs };
    return { kind: 'ended', text, returnCode, tookMs };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { kind: 'refused', reason: error.message, tookMs };
  }
}
