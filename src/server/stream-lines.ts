import type { StataOutput } from '../timeline/emission.ts';
import { LINE_END, linesOf } from './lines-of.ts';
import { outcomeOf } from './outcome-of.ts';
import type { RunResult } from './reader.ts';
import type { StataCall } from './stata-call.ts';
import type { StataOutcome } from './stata-outcome.ts';
import { printed } from './transcript.ts';

/**
 * The data of the events with which a run is streamed as it ought to be: each line at once, and at
 * the end what came of it.
 *
 * Stata waits for a client that reads slowly. When the client goes, the run goes on without it.
 *
 * @param complaint - what to say of an outcome that is a failure; undefined for one that isn't
 */
export function streamLines(
  complaint: (call: StataCall, outcome: StataOutcome) => string | undefined,
) {
  return async function* (call: StataCall): AsyncGenerator<string, void, void> {
    const startedAtMs = call.clock.now();
    const outputs = call.outputs[Symbol.asyncIterator]();
    let isOver = false;
    // What went by is forgotten: a run may say more than there is room for.
    let result = (): RunResult => ({ text: '', returnCode: 0 });
    try {
      yield call.file === undefined ? '' : `Starting execution of ${call.label}...`;
      let unended = '';
      for (;;) {
        const next = await outputs.next();
        if (next.done) break;
        const { value: output } = next;
        const pieces = (unended + printed(output)).split(LINE_END);
        unended = output.kind === 'ended' ? '' : (pieces.pop() ?? '');
        for (const line of pieces) yield* linesOf(line);
        if (output.kind === 'ended') result = () => ({ text: '', returnCode: output.returnCode });
      }
      isOver = true;
    } catch (error) {
      isOver = true;
      result = () => {
        throw error;
      };
    } finally {
      // The client has gone, up to which nobody else has listened.
      if (!isOver) void drain(outputs).catch(() => {});
    }
    const outcome = outcomeOf(call, result, call.clock.now() - startedAtMs);
    const words = complaint(call, outcome);
    yield words === undefined ? '*** Execution completed ***' : `ERROR: ${words}`;
  };
}

async function drain(outputs: AsyncIterator<StataOutput>): Promise<void> {
  while (!(await outputs.next()).done);
}
