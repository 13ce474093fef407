import { CHUNK, type Work } from '../work/effect.ts';
import { linesOfPieces } from './lines-of-pieces.ts';
import { requireMemoryForVariables } from './memory-budget.ts';

/** How many characters of a line are looked at between two looks at the Break key. */
const CHARACTERS_PER_CHUNK = 50_000;

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
    yield CHUNK;
    for (const line of lines) {
      if (reader.canSplit(line)) reader.split(line);
      else yield* reader.scan(line);
    }
  }
  reader.end();
}

/** Puts rows together. A row with newlines in quotes takes several lines. */
class RowReader {
  readonly #delimiter: string;
  readonly #act: (row: readonly string[]) => void;
  #row: string[] = [];
  /** The beginning of a cell. Only quotes divide a cell into pieces. */
  #cell = '';
  #isQuoted = false;

  constructor(delimiter: string, act: (row: readonly string[]) => void) {
    this.#delimiter = delimiter;
    this.#act = act;
  }

  /** Whether a line is a row without any quotes, as most are. */
  canSplit(line: string): boolean {
    return !this.#isQuoted && line.length < CHARACTERS_PER_CHUNK && !line.includes('"');
  }

  split(line: string): void {
    this.#row = withoutReturn(line).split(this.#delimiter);
    this.#endRow();
  }

  *scan(line: string): Work {
    if (this.#isQuoted) this.#cell += '\n';
    let start = 0;
    for (let at = 0; at < line.length; at += 1) {
      if (at % CHARACTERS_PER_CHUNK === 0) {
        yield CHUNK;
        requireMemoryForVariables(0, this.#row.length);
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
