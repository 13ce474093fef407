/**
 * What `AsyncDisposableStack` is, which Node has from version 24 on: it closes what was put on it, the
 * last first, when it is closed itself.
 */
export class DisposalStack implements AsyncDisposable {
  #closings: (() => PromiseLike<void> | void)[] = [];

  /** Puts something on it, and hands it back. */
  use<Resource extends AsyncDisposable | Disposable>(resource: Resource): Resource {
    this.defer(() =>
      Symbol.asyncDispose in resource
        ? resource[Symbol.asyncDispose]()
        : resource[Symbol.dispose](),
    );
    return resource;
  }

  /** Does something when it is closed. */
  defer(close: () => PromiseLike<void> | void): void {
    this.#closings.push(close);
  }

  /** Another one, with all that was on this one, which has nothing to close any more. */
  move(): DisposalStack {
    const moved = new DisposalStack();
    moved.#closings = this.#closings.splice(0);
    return moved;
  }

  /** @throws what closing something threw, after the rest is closed; several together as an AggregateError */
  async [Symbol.asyncDispose](): Promise<void> {
    const failures: unknown[] = [];
    for (const close of this.#closings.splice(0).reverse()) {
      try {
        await close();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length === 1) throw failures[0];
    if (failures.length > 1)
      throw new AggregateError(failures, 'several things could not be closed');
  }
}
