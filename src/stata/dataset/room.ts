import { StataError } from '../error/stata-error.ts';
import { isStringType, type StorageType } from './storage-type.ts';

/** How many numbers there may be, in all variables together. */
const NUMBERS_MAX = 2_000_000;

/**
 * How many numbers take as much room as a text: each text is an object of its own, and what the engine
 * needs to go through all of them at once is time in which nobody has a turn.
 */
const NUMBERS_A_TEXT = 4;

const VARIABLES_MAX = 5000;

/** How much room an observation takes of such types, in numbers. */
export function widthOf(types: Iterable<StorageType>): number {
  let width = 0;
  for (const type of types) width += isStringType(type) ? NUMBERS_A_TEXT : 1;
  return width;
}

/**
 * @param variables - how many there are
 * @param width - what {@link widthOf} says of their types; default: they are numbers, as far as is known
 * @throws StataError r(900), r(901) when so much doesn't fit in memory
 */
export function requireRoom(observations: number, variables: number, width = variables): void {
  if (variables > VARIABLES_MAX) throw new StataError(900, 'no room to add more variables');
  if (Math.max(1, width) * observations > NUMBERS_MAX) {
    throw new StataError(901, 'no room to add more observations');
  }
}

/** The same, where it is the variables that are too many, unless one would be. @throws StataError r(900), r(901) */
export function requireRoomForVariables(
  observations: number,
  variables: number,
  width = variables,
): void {
  requireRoom(observations, Math.min(variables, 1));
  if (variables > VARIABLES_MAX || width * observations > NUMBERS_MAX) {
    throw new StataError(900, 'no room to add more variables');
  }
}
