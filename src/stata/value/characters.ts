/** The characters of a text, counted as people count them; most texts are already rows of those. */
export type Characters = string | readonly string[];

/** @returns the text itself, unless it has characters that take two places in it, such as 𝛽 */
export function charactersOf(text: string): Characters {
  return /[\uD800-\uDBFF]/.test(text) ? [...text] : text;
}

/** The text of some characters in a row: from one place (counted from 0) up to, and without, another. */
export function textOf(characters: Characters, from = 0, end = characters.length): string {
  const part = characters.slice(from, end);
  return typeof part === 'string' ? part : part.join('');
}

/** How many characters a text has. */
export function lengthOf(text: string): number {
  return charactersOf(text).length;
}
