/**
 * Splits a text that comes in pieces into lines without their newlines. For each piece it yields the lines that
 * end in it, perhaps none. The text after the last newline is a line unless it is empty.
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
      yield [];
    }
  }
  if (rest !== '') yield [rest];
}
