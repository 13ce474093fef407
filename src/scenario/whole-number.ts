import { z } from 'zod';
import { mustBe } from './wording.ts';

/** An integer in a range, both ends included. */
export function wholeNumber(min: number, max: number): z.ZodInt {
  const error = mustBe(`a whole number from ${min} to ${max}`);
  // Without the abort, a number that is too big for both checks would be complained of twice.
  return z.int({ error, abort: true }).min(min, { error }).max(max, { error });
}
