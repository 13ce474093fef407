/** Stata's Break key. Pressing it ends what is running; `release` makes it ready to be pressed again. */
export class BreakKey {
  #press = new AbortController();

  /** Is aborted when the key is pressed; after that, ask for it anew. */
  get signal(): AbortSignal {
    return this.#press.signal;
  }

  get isPressed(): boolean {
    return this.#press.signal.aborted;
  }

  readonly press = (): void => {
    // The default reason is an error with a stack, which takes long to make.
    this.#press.abort('break');
  };

  release(): void {
    if (this.isPressed) this.#press = new AbortController();
  }
}
