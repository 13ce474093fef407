import { StataError } from '../error/stata-error.ts';

/** How much one evaluation may do: it takes a twentieth of a second or so. */
const AMOUNT = 1_048_576;

/**
 * What an evaluation may still do, which nobody can break off: characters that functions look at, steps of
 * patterns, and the like.
 */
export class Budget {
  #left = AMOUNT;

  /** @throws StataError r(1000) when there isn't as much left */
  spend(amount: number): void {
    this.#left -= amount;
    if (this.#left < 0) throw new StataError(1000, 'system limit exceeded');
  }

  get isHalfGone(): boolean {
    return this.#left < AMOUNT / 2;
  }
}
