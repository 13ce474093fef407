/** As wide as a line of a Stata that is 80 wide, with its newline. */
const LINE_BYTES = 80;

const FILLING = 'and so it goes on and on, line after line, and nobody reads it all. ';

/** How many lines a flood of so many bytes has. */
export function floodLineCount(bytes: number): number {
  return Math.ceil(bytes / LINE_BYTES);
}

/**
 * The lines of a flood, in ASCII, which are so many bytes together. They are numbered, so that none
 * can go missing unnoticed.
 */
export function* floodLines(bytes: number): Generator<string, void> {
  const filling = FILLING.repeat(2);
  for (let line = 1, leftBytes = bytes; leftBytes > 0; line += 1, leftBytes -= LINE_BYTES) {
    const length = Math.min(LINE_BYTES, leftBytes) - 1;
    yield `${`line ${line} of the flood, ${filling}`.slice(0, length)}\n`;
  }
}
