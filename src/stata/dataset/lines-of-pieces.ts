import { outOfMemory } from '../memory/memory.ts';

/** How long a line may be, in characters: as long as all texts of the data together. */
const LINE_MAX = 32 * 1024 * 1024;

/**
 * Splits a text that comes in pieces into lines without their newlines. For each piece it yields the lines that
 * end in it, perhaps none. The text after the last newline is a line unless it is empty.
 *
 * @throws StataError r(909) when a line is too long
 */
export function* linesOfPieces(pieces: Iterable<string>): Generator<readonly string[], void> {
  let rest = '';
  for (const piece of pieces) {
    if (piece.includes('\n')) {
      const lines = (rest + piece).split('\n');
      rest = lines.pop() ?? '';
      yield lines;
    } else {
      rest += piece;
      if (rest.length > LINE_MAX) throw outOfMemory();
      yield [];
    }
  }
  if (rest !== '') yield [rest];
}
