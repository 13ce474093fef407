/**
 * The lines of a text that comes in pieces, without their newlines: with each piece those that end in it,
 * which may be none. What comes after the last newline is a line unless it is empty.
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
