/**
 * Stata keeps `.`, `.a` … `.z` in doubles that are larger than any number it computes with. We keep
 * them in the same doubles, so that they sort as they should by themselves: `. < .a < … < .z`, and
 * every number is less than any of them.
 */
const FIRST = 2 ** 1023;

/** How far one missing value is from the next. */
const STEP = FIRST / 4096;

const LETTERS = 26;

/** System missing, `.`. */
export const MISSING = FIRST;

/** `.a` is 1, `.z` is 26. */
function extendedMissing(letter: number): number {
  return FIRST + letter * STEP;
}

export function isMissing(number: number): boolean {
  return !(number < FIRST && number > -FIRST);
}

/** A number or a missing value as it is. `.` stands for all that is neither: NaN, infinity, too large numbers. */
export function missingCode(number: number): number {
  if (!isMissing(number)) return number;
  const letter = (number - FIRST) / STEP;
  return Number.isInteger(letter) && letter >= 0 && letter <= LETTERS ? number : FIRST;
}

/** `.`, or `.a` … `.z`. */
export function missingName(number: number): string {
  const letter = (missingCode(number) - FIRST) / STEP;
  return letter === 0 ? '.' : `.${String.fromCharCode(96 + letter)}`;
}

/** The missing value that a text names; undefined when it names none. */
export function parseMissing(text: string): number | undefined {
  if (text === '.') return MISSING;
  const letter = /^\.([a-z])$/.exec(text)?.[1];
  return letter === undefined ? undefined : extendedMissing(letter.charCodeAt(0) - 96);
}
