import { StataError } from '../error/stata-error.ts';

/** The budget of one evaluation, which takes a twentieth of a second or so. */
const AMOUNT = 1_048_576;

/**
 * How many steps an evaluation may still take: characters that functions look at, steps of patterns, and the
 * like. It has a limit because Break can't end an evaluation.
 */
export class Budget {
  #left = AMOUNT;

  /** @throws StataError r(1000) when there is less left */
  spend(amount: number): void {
    this.#left -= amount;
    if (this.#left < 0) throw new StataError(1000, 'system limit exceeded');
  }

  get isHalfGone(): boolean {
    return this.#left < AMOUNT / 2;
  }
}
