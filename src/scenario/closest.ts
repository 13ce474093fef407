/** Two slips of a finger; more is another word. */
const EDITS_MAX = 2;

/**
 * The candidate that a misspelt word is most likely to stand for.
 *
 * @returns undefined when no candidate is near, or when it would have to be retyped nearly whole
 */
export function closest(word: string, candidates: readonly string[]): string | undefined {
  const [best] = candidates
    .filter((candidate) => Math.abs(candidate.length - word.length) <= EDITS_MAX)
    .map((candidate) => ({ candidate, edits: editDistance(word, candidate) }))
    .filter(({ candidate, edits }) => edits <= Math.min(EDITS_MAX, candidate.length - 2))
    .sort((a, b) => a.edits - b.edits);
  return best?.candidate;
}

/** Levenshtein's distance, one row of the table at a time. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [line, letter] of [...from].entries()) {
    const next = [line + 1];
    for (const [column, other] of [...to].entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
