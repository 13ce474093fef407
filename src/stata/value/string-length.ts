import { StataError } from '../error/stata-error.ts';

/** The longest string, in characters. A `strL` of Stata's could be longer. */
export const STRING_LENGTH_MAX = 1_048_576;

/** @throws StataError r(1004) for a string that would be longer than any may be */
export function requireLength(length: number): void {
  if (length > STRING_LENGTH_MAX) throw new StataError(1004, 'string too long');
}
