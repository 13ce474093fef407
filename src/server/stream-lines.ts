import type { StataOutput } from '../timeline/emission.ts';
import { LINE_END, linesOf } from './lines-of.ts';
import type { Outcome } from './outcome.ts';
import { outcomeOf } from './outcome-of.ts';
import type { StataCall } from './stata-call.ts';
import { printed, Transcript } from './transcript.ts';

/**
 * The data of the events with which a run is streamed as it ought to be: each line at once, and at
 * the end what came of it.
 *
 * Stata waits for a client that reads slowly. When the client goes, the run goes on without it.
 *
 * @param complaint - what to say of an outcome that is a failure; undefined for one that isn't
 */
export function streamLines(complaint: (call: StataCall, outcome: Outcome) => string | undefined) {
  return async function* (call: StataCall): AsyncGenerator<string, void, void> {
    const startedAtMs = call.clock.now();
    const transcript = new Transcript();
    const outputs = call.outputs[Symbol.asyncIterator]();
    let isOver = false;
    let failure: { readonly error: unknown } | undefined;
    try {
      yield call.file === undefined ? '' : `Starting execution of ${call.label}...`;
      let unended = '';
      for (;;) {
        const next = await outputs.next();
        if (next.done) break;
        transcript.add(next.value);
        const pieces = (unended + printed(next.value)).split(LINE_END);
        unended = next.value.kind === 'ended' ? '' : (pieces.pop() ?? '');
        for (const line of pieces) yield* linesOf(line);
      }
      isOver = true;
    } catch (error) {
      isOver = true;
      failure = { error };
    } finally {
      // The client has gone, up to which nobody else has listened.
      if (!isOver) void drain(outputs).catch(() => {});
    }
    const result = () => {
      if (failure !== undefined) throw failure.error;
      return transcript.result();
    };
    const outcome = outcomeOf(call, result, call.clock.now() - startedAtMs);
    const words = complaint(call, outcome);
    yield words === undefined ? '*** Execution completed ***' : `ERROR: ${words}`;
  };
}

async function drain(outputs: AsyncIterator<StataOutput>): Promise<void> {
  while (!(await outputs.next()).done);
}
