import { PART, type Work } from '../engine/effect.ts';

/** How many characters are read between two looks at the Break key. */
const CHARACTERS_A_PART = 50_000;

/** The cells of a text, row by row: quotes hold separators, newlines and doubled quotes. */
export function* parseDelimited(
  text: string,
  delimiter: string,
): Work<readonly (readonly string[])[]> {
  const rows: string[][] = [];
  let row: string[] = [];
  /** What there is of a cell before `start`: only quotes cut one in pieces. */
  let cell = '';
  let start = 0;
  let isQuoted = false;
  const endRow = (end: number): void => {
    row.push(cell + text.slice(start, end));
    // A line with nothing on it is no observation.
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
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
  return rows;
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
