import type { Keyboard } from '../stata/engine/driver.ts';

/**
 * Lines from a pipe. They may all have been written before Stata asks for the first; those that aren't
 * asked for yet wait in the pipe.
 */
export class TypedLines implements Keyboard {
  readonly #chunks: AsyncIterator<string>;
  #text = '';
  #isOver = false;
  /** A line that was being read when Break was pressed: it is the next one. */
  #coming: Promise<string | undefined> | undefined;

  /** @param chunks - text, in pieces of any size */
  constructor(chunks: AsyncIterable<string>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  async readLine(_prompt: string, signal: AbortSignal): Promise<string | undefined> {
    this.#coming ??= this.#next();
    const line = await orAborted(this.#coming, signal);
    this.#coming = undefined;
    return line;
  }

  async #next(): Promise<string | undefined> {
    for (;;) {
      const end = this.#text.indexOf('\n');
      if (end >= 0) {
        const line = this.#text.slice(0, end);
        this.#text = this.#text.slice(end + 1);
        return line.replace(/\r$/, '');
      }
      if (this.#isOver) {
        const rest = this.#text;
        this.#text = '';
        return rest === '' ? undefined : rest;
      }
      const { done, value } = await this.#chunks.next();
      if (done) this.#isOver = true;
      else this.#text += value;
    }
  }
}

/** @throws the signal's reason, when it comes first */
function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) return Promise.reject(signal.reason);
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
