import { PART, type Work } from '../engine/effect.ts';
import { requireRoomForVariables } from './dataset.ts';

/** How many characters are read between two looks at the Break key. */
const CHARACTERS_A_PART = 50_000;

/** The cells of a text, column by column, all of the same length: where a row has none, it has an empty one. */
interface Cells {
  /** The first row, as it is. */
  readonly first: readonly string[];
  readonly rows: number;
  readonly columns: readonly (readonly string[])[];
}

/**
 * Takes a text apart: quotes hold separators, newlines and doubled quotes.
 *
 * @throws StataError r(900), r(901) as soon as there are more of them than data may have
 */
export function* parseDelimited(text: string, delimiter: string): Work<Cells> {
  const columns: string[][] = [];
  let first: readonly string[] = [];
  let rows = 0;
  const row: string[] = [];
  /** What there is of a cell before `start`: only quotes cut one in pieces. */
  let cell = '';
  let start = 0;
  let isQuoted = false;
  const endRow = (end: number): void => {
    row.push(cell + text.slice(start, end));
    // A line with nothing on it is no observation.
    if (row.length > 1 || row[0] !== '') {
      if (rows === 0) first = [...row];
      // The first row may have names, and be no observation.
      requireRoomForVariables(rows, Math.max(columns.length, row.length));
      while (columns.length < row.length) columns.push(new Array<string>(rows).fill(''));
      for (let at = 0; at < columns.length; at += 1) columns[at]?.push(row[at] ?? '');
      rows += 1;
    }
    row.length = 0;
    cell = '';
  };
  for (let at = 0; at < text.length; at += 1) {
    if (at % CHARACTERS_A_PART === 0) yield PART;
    const character = text[at];
    if (character === '"' && isQuoted) {
      const isDoubled = text[at + 1] === '"';
      cell += text.slice(start, isDoubled ? at + 1 : at);
      if (isDoubled) at += 1;
      else isQuoted = false;
      start = at + 1;
    } else if (isQuoted) continue;
    else if (character === '"' && cell === '' && start === at) {
      isQuoted = true;
      start = at + 1;
    } else if (character === delimiter) {
      row.push(cell + text.slice(start, at));
      cell = '';
      start = at + 1;
    } else if (character === '\n') {
      const isAfterReturn = at > start && text[at - 1] === '\r';
      endRow(isAfterReturn ? at - 1 : at);
      start = at + 1;
    }
  }
  if (start < text.length || cell !== '' || row.length > 0) endRow(text.length);
  return { first, rows, columns };
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
