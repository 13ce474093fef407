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
 * @param width - says what {@link widthOf} says of their types, where they are known
 * @throws StataError r(900), r(901) when so much doesn't fit in memory
 */
export function requireRoom(observations: number, variables: number, width?: () => number): void {
  if (variables > VARIABLES_MAX) throw new StataError(900, 'no room to add more variables');
  if (!fits(observations, variables, width)) {
    throw new StataError(901, 'no room to add more observations');
  }
}

/** The same, where it is the variables that are too many, unless one would be. @throws StataError r(900), r(901) */
export function requireRoomForVariables(
  observations: number,
  variables: number,
  width?: () => number,
): void {
  requireRoom(observations, Math.min(variables, 1));
  if (variables > VARIABLES_MAX || !fits(observations, variables, width)) {
    throw new StataError(900, 'no room to add more variables');
  }
}

/** Types are looked at only where it matters: variables are added by the thousand. */
function fits(observations: number, variables: number, width: (() => number) | undefined): boolean {
  const atLeast = Math.max(1, variables) * observations;
  if (width === undefined || atLeast * NUMBERS_A_TEXT <= NUMBERS_MAX) return atLeast <= NUMBERS_MAX;
  return Math.max(1, width()) * observations <= NUMBERS_MAX;
}
