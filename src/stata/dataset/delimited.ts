import { PART, type Work } from '../work/effect.ts';
import { linesOfPieces } from './lines-of-pieces.ts';
import { requireRoomForVariables } from './room.ts';

/** How many characters of a line are looked at between two looks at the Break key. */
const CHARACTERS_A_PART = 50_000;

/**
 * Takes a text apart: quotes hold separators, newlines and doubled quotes. A line with nothing on it is
 * no row.
 *
 * @param pieces - the text
 * @param act - is given the cells of each row
 * @throws StataError r(900) for a row of more cells than there may be variables
 */
export function* eachDelimitedRow(
  pieces: Iterable<string>,
  delimiter: string,
  act: (row: readonly string[]) => void,
): Work {
  const reader = new RowReader(delimiter, act);
  for (const lines of linesOfPieces(pieces)) {
    yield PART;
    for (const line of lines) {
      if (reader.canSplit(line)) reader.split(line);
      else yield* reader.scan(line);
    }
  }
  reader.end();
}

/** Puts rows together that may go on from one line to the next. */
class RowReader {
  readonly #delimiter: string;
  readonly #act: (row: readonly string[]) => void;
  #row: string[] = [];
  /** What there is of a cell already: only quotes cut one in pieces. */
  #cell = '';
  #isQuoted = false;

  constructor(delimiter: string, act: (row: readonly string[]) => void) {
    this.#delimiter = delimiter;
    this.#act = act;
  }

  /** Whether a line is a row without any quotes, as most are. */
  canSplit(line: string): boolean {
    return !this.#isQuoted && line.length < CHARACTERS_A_PART && !line.includes('"');
  }

  split(line: string): void {
    this.#row = withoutReturn(line).split(this.#delimiter);
    this.#endRow();
  }

  *scan(line: string): Work {
    if (this.#isQuoted) this.#cell += '\n';
    let start = 0;
    for (let at = 0; at < line.length; at += 1) {
      if (at % CHARACTERS_A_PART === 0) {
        yield PART;
        requireRoomForVariables(0, this.#row.length);
      }
      const character = line[at];
      if (character === '"' && this.#isQuoted) {
        const isDoubled = line[at + 1] === '"';
        this.#cell += line.slice(start, isDoubled ? at + 1 : at);
        if (isDoubled) at += 1;
        else this.#isQuoted = false;
        start = at + 1;
      } else if (this.#isQuoted) continue;
      else if (character === '"' && this.#cell === '' && start === at) {
        this.#isQuoted = true;
        start = at + 1;
      } else if (character === this.#delimiter) {
        this.#endCell(line.slice(start, at));
        start = at + 1;
      }
    }
    if (this.#isQuoted) this.#cell += line.slice(start);
    else {
      this.#endCell(withoutReturn(line.slice(start)));
      this.#endRow();
    }
  }

  /** A quote that nobody has closed ends with the text. */
  end(): void {
    if (!this.#isQuoted) return;
    this.#endCell('');
    this.#endRow();
  }

  #endCell(rest: string): void {
    this.#row.push(this.#cell + rest);
    this.#cell = '';
  }

  #endRow(): void {
    if (this.#row.length > 1 || this.#row[0] !== '') this.#act(this.#row);
    this.#row = [];
  }
}

function withoutReturn(text: string): string {
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}

/** A row as a line of text, with quotes where they are needed, or around all cells. */
export function formatDelimited(
  row: readonly string[],
  { delimiter, isQuoted }: { readonly delimiter: string; readonly isQuoted: boolean },
): string {
  const cell = (text: string): string =>
    isQuoted || text.includes(delimiter) || /["\r\n]/.test(text)
      ? `"${text.replaceAll('"', '""')}"`
      : text;
  return `${row.map(cell).join(delimiter)}\n`;
}
