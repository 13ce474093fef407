/**
 * How much memory everything together may keep that grows with what strangers ask for: data of Statas, events for
 * clients that come back, responses that are collected. Each holder has a share, and says how large it is.
 */
export class MemoryBudget {
  /** In bytes or so. */
  readonly max: number;
  #used = 0;

  /** @param max - in bytes; default: as much as anybody wants */
  constructor(max = Number.POSITIVE_INFINITY) {
    this.max = max;
  }

  get used(): number {
    return this.#used;
  }

  /** Whether more is kept than may be. */
  get isOver(): boolean {
    return this.#used > this.max;
  }

  /** A share of nothing yet. Disposing of it gives all of it back. */
  share(): MemoryShare {
    return new MemoryShare(this, (bytes) => {
      this.#used += bytes;
    });
  }
}

/** What one holder has of a budget. */
export class MemoryShare implements Disposable {
  readonly #budget: MemoryBudget;
  readonly #add: (bytes: number) => void;
  #bytes = 0;
  #isOpen = true;

  /** @param add - changes what is used of the budget */
  constructor(budget: MemoryBudget, add: (bytes: number) => void) {
    this.#budget = budget;
    this.#add = add;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Takes some more, if there is so much; says whether there was. */
  take(bytes: number): boolean {
    if (!this.#isOpen || this.#budget.used + bytes > this.#budget.max) return false;
    this.note(this.#bytes + bytes);
    return true;
  }

  /** Notes how much is kept, whether it may be or not; says whether all together is within the budget. */
  note(bytes: number): boolean {
    if (!this.#isOpen) return true;
    this.#add(bytes - this.#bytes);
    this.#bytes = bytes;
    return !this.#budget.isOver;
  }

  [Symbol.dispose](): void {
    this.note(0);
    this.#isOpen = false;
  }
}
