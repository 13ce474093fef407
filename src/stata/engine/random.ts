import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { mersenne } from 'pure-rand/generator/mersenne';

/** The seed that Stata starts with. */
const SEED = 123_456_789;

/** Random numbers. The same seed gives the same numbers, but not the numbers that Stata would give. */
export class Random {
  #generator = mersenne(SEED);

  seed(seed: number): void {
    this.#generator = mersenne(seed);
  }

  /** A number from 0 up to 1. */
  next(): number {
    return uniformFloat64(this.#generator);
  }
}
