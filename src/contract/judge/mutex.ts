/** Lets things be done one at a time, in the order in which they were asked for. */
export class Mutex {
  #last: Promise<unknown> = Promise.resolve();

  /** Does it when all that was asked for before is over, well or not. */
  runExclusive<Result>(make: () => Promise<Result>): Promise<Result> {
    const taken = this.#last.then(make);
    this.#last = taken.catch(() => {});
    return taken;
  }
}
