import { StataError } from '../error/stata-error.ts';
import { isStringType, type StorageType } from './storage-type.ts';

/** How many numbers there may be, in all variables together. */
const NUMBERS_MAX = 2_000_000;

/**
 * A text counts as so many numbers: each text is an object of its own, and the longer the garbage collector
 * needs to go through them, the longer it blocks the event loop.
 */
const NUMBERS_A_TEXT = 4;

const VARIABLES_MAX = 5000;

/** How much memory an observation of these types takes, in numbers. */
export function widthOf(types: Iterable<StorageType>): number {
  let width = 0;
  for (const type of types) width += isStringType(type) ? NUMBERS_A_TEXT : 1;
  return width;
}

/**
 * Makes sure that data of this size are within the memory budget.
 *
 * @param variables - how many there are
 * @param width - what {@link widthOf} says of their types; default: all are numbers
 * @throws StataError r(900), r(901) when so much doesn't fit in memory
 */
export function requireMemory(observations: number, variables: number, width = variables): void {
  if (variables > VARIABLES_MAX) throw new StataError(900, 'no room to add more variables');
  if (Math.max(1, width) * observations > NUMBERS_MAX) {
    throw new StataError(901, 'no room to add more observations');
  }
}

/**
 * The same, but too many variables are what is wrong, unless even one would be too much.
 *
 * @throws StataError r(900), r(901)
 */
export function requireMemoryForVariables(
  observations: number,
  variables: number,
  width = variables,
): void {
  requireMemory(observations, Math.min(variables, 1));
  if (variables > VARIABLES_MAX || width * observations > NUMBERS_MAX) {
    throw new StataError(900, 'no room to add more variables');
  }
}
