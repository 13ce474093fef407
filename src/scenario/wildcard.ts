/** What one place in a pattern stands for: any characters or none, or any one that passes. */
export type WildcardToken = typeof ANYTHING | ((character: string) => boolean);

export const ANYTHING = 'anything';

/**
 * Whether characters are what a pattern stands for, all of it. In a time that grows with the product
 * of both lengths, whatever the pattern: of several stars only the last can move.
 */
export function matchesWildcards(
  tokens: readonly WildcardToken[],
  characters: readonly string[],
): boolean {
  let at = 0;
  let token = 0;
  let star: { readonly token: number; at: number } | undefined;
  while (at < characters.length) {
    const wanted = tokens[token];
    if (wanted === ANYTHING) {
      star = { token, at };
      token += 1;
    } else if (wanted?.(characters[at] ?? '')) {
      token += 1;
      at += 1;
    } else if (star !== undefined) {
      star.at += 1;
      at = star.at;
      token = star.token + 1;
    } else {
      return false;
    }
  }
  return tokens.slice(token).every((left) => left === ANYTHING);
}
