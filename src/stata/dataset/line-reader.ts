import { CHUNK, type Work } from '../work/effect.ts';
import { linesOfPieces } from './lines-of-pieces.ts';

/** Reads one line after the other of a text that comes in pieces. */
export class LineReader {
  readonly #pieces: Generator<readonly string[], void>;
  #lines: readonly string[] = [];
  #next = 0;

  constructor(pieces: Iterable<string>) {
    this.#pieces = linesOfPieces(pieces);
  }

  /** Undefined when there are no more. */
  *line(): Work<string | undefined> {
    while (this.#next === this.#lines.length) {
      yield CHUNK;
      const piece = this.#pieces.next();
      if (piece.done) return undefined;
      this.#lines = piece.value;
      this.#next = 0;
    }
    this.#next += 1;
    return this.#lines[this.#next - 1];
  }

  [Symbol.dispose](): void {
    this.#pieces.return();
  }
}
