/** Stata's Break key: pressing it ends what is running, and then it is up again. */
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
    // A reason is given, since making the default one, an error with a stack, takes its time.
    this.#press.abort('break');
  };

  release(): void {
    if (this.isPressed) this.#press = new AbortController();
  }
}
