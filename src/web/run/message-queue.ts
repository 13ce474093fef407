/**
 * Hands over what is said by callback to somebody who asks for it. It has no bound of its own: what
 * is put in must have one.
 */
export class MessageQueue<Message> implements AsyncIterable<Message> {
  readonly #waiting: Message[] = [];
  #hasEnded = false;
  #changed = Promise.withResolvers<void>();

  readonly put = (message: Message): void => {
    this.#waiting.push(message);
    this.#wake();
  };

  /** Nothing is put in after this. */
  readonly end = (): void => {
    this.#hasEnded = true;
    this.#wake();
  };

  /** All messages, in their order; for one reader. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Message, void, void> {
    for (;;) {
      const changed = this.#changed.promise;
      yield* this.#waiting.splice(0);
      if (this.#waiting.length > 0) continue;
      if (this.#hasEnded) return;
      await changed;
    }
  }

  #wake(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }
}
