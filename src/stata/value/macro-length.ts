import { StataError } from '../error/stata-error.ts';

/**
 * The longest a macro, and a line with its macros replaced, may be, in characters: Stata/BE's limit. The
 * other editions have more, by how many variables there may be.
 */
export const MACRO_LENGTH_MAX = 264_392;

export function lineTooLong(): StataError {
  return new StataError(920, 'macro substitution results in line that is too long');
}
