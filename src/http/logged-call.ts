import type { CallRecord } from '../server/call-record.ts';
import type { StataCall } from '../server/stata-call.ts';
import { isFailure, type StataOutcome } from '../server/stata-outcome.ts';
import type { StataOutput } from '../timeline/emission.ts';
import type { StataApiOptions } from './stata-api-options.ts';

/** Makes a call, waits for its outcome, and tells of it. */
export async function waitFor(
  { profile, clock, onCall = () => {} }: StataApiOptions,
  call: StataCall,
): Promise<StataOutcome> {
  const calledAtMs = clock.now();
  const outcome = await profile.wait(call);
  const totalMs = clock.now() - calledAtMs;
  onCall({ ...about(call), firstMs: null, totalMs, isError: isFailure(outcome) });
  return outcome;
}

/** Makes a call, passes on what its stream says, and tells of it once the stream has ended or been left. */
export async function* streamOf(
  { profile, clock, onCall = () => {} }: StataApiOptions,
  call: StataCall,
): AsyncGenerator<string, void, void> {
  const calledAtMs = clock.now();
  const watched = { isOver: false, isFailed: false };
  let firstMs: number | null = null;
  try {
    for await (const data of profile.stream({ ...call, outputs: watch(call.outputs, watched) })) {
      if (data !== '') firstMs ??= clock.now() - calledAtMs;
      yield data;
    }
  } finally {
    // Who leaves before the run is over doesn't learn how it ended.
    const isError = watched.isFailed || (watched.isOver && call.isTimedOut());
    onCall({ ...about(call), firstMs, totalMs: clock.now() - calledAtMs, isError });
  }
}

/** Passes outputs on, and notes whether they have come to an end, and to a good one. */
async function* watch(
  outputs: StataCall['outputs'],
  watched: { isOver: boolean; isFailed: boolean },
): AsyncGenerator<StataOutput, void, void> {
  try {
    for await (const output of outputs) {
      if (output.kind === 'ended') watched.isFailed = output.returnCode !== 0;
      yield output;
    }
  } catch (error) {
    watched.isFailed = true;
    throw error;
  } finally {
    watched.isOver = true;
  }
}

function about(call: StataCall): Pick<CallRecord, 'tool' | 'session'> {
  const tool = call.file === undefined ? 'stata_run_selection' : 'stata_run_file';
  return { tool, session: call.sessionId };
}
