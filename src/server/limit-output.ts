import { RUN_BYTES_MAX } from '../scenario/limits.ts';
import type { StataOutput } from '../timeline/emission.ts';
import { printed } from './transcript.ts';

/** What Stata gives when there is no room for its log. */
const NO_SPACE = 693;

/**
 * What a run says, as long as it isn't too much: a call's result has all of it once more, so it is
 * kept in memory until then. A run that goes on for ever would take all there is. It ends in an error,
 * as Stata's does when the disk with its log is full.
 *
 * @param charactersMax - default 64 Mi, as much as a script may say
 */
export async function* limitOutput(
  outputs: AsyncIterable<StataOutput>,
  charactersMax = RUN_BYTES_MAX,
): AsyncGenerator<StataOutput, void, void> {
  let characters = 0;
  for await (const output of outputs) {
    characters += printed(output).length;
    if (characters > charactersMax) {
      const message = `the run said more than ${charactersMax} characters, and was ended`;
      yield { kind: 'error', returnCode: NO_SPACE, message };
      yield { kind: 'ended', returnCode: NO_SPACE };
      return;
    }
    yield output;
  }
}
