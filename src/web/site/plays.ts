import { eventStream } from '../../http/event-stream.ts';
import { RefusedError } from '../message/refused-error.ts';

/** How many runs and designs there may be at once. */
export const PLAYS_MAX = 4;

/** What is being played, as a stream that somebody listens to. */
export class Plays {
  #count = 0;

  /**
   * Streams what is played, as one of a few.
   *
   * @param play - gives messages, each as JSON
   * @throws RefusedError, 429, when there are too many
   */
  streamed(
    request: Request,
    play: (signal: AbortSignal) => AsyncGenerator<string, void, void>,
  ): Response {
    if (this.#count >= PLAYS_MAX) {
      throw new RefusedError(`${PLAYS_MAX} runs are going on: wait for one to end`, 429);
    }
    this.#count += 1;
    const over = Promise.withResolvers<void>();
    over.promise.then(() => {
      this.#count -= 1;
    });
    // A page that has gone before its stream was begun leaves a generator that never began.
    request.signal.addEventListener('abort', () => over.resolve());
    return eventStream(told(play, request.signal, over.resolve));
  }
}

/** Each message as the data of an event; what goes wrong is the last of them. */
async function* told(
  play: (signal: AbortSignal) => AsyncGenerator<string, void, void>,
  signal: AbortSignal,
  release: () => void,
): AsyncGenerator<string, void, void> {
  try {
    yield* play(signal);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (!signal.aborted) yield JSON.stringify({ kind: 'failed', message });
  } finally {
    release();
  }
}
