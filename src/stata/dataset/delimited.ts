/** The cells of a text, row by row: quotes hold separators, newlines and doubled quotes. */
export function parseDelimited(text: string, delimiter: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  const endRow = (): void => {
    row.push(cell);
    // A line with nothing on it is no observation.
    if (row.length > 1 || cell !== '') rows.push(row);
    row = [];
    cell = '';
  };
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else isQuoted = false;
    } else if (character === '"' && cell === '') isQuoted = true;
    else if (character === delimiter) {
      row.push(cell);
      cell = '';
    } else if (character === '\n') endRow();
    else if (character !== '\r' || text[at + 1] !== '\n') cell += character;
  }
  if (cell !== '' || row.length > 0) endRow();
  return rows;
}

/** Rows as text, with quotes where they are needed, or around all that `isText` says. */
export function formatDelimited(
  rows: readonly (readonly string[])[],
  { delimiter, isQuoted }: { readonly delimiter: string; readonly isQuoted: boolean },
): string {
  const cell = (text: string): string =>
    isQuoted || text.includes(delimiter) || /["\r\n]/.test(text)
      ? `"${text.replaceAll('"', '""')}"`
      : text;
  return rows.map((row) => `${row.map(cell).join(delimiter)}\n`).join('');
}
