/** A matrix with its row and column names. */
export interface Matrix {
  readonly rowNames: readonly string[];
  readonly columnNames: readonly string[];
  /** Row by row. */
  readonly values: readonly (readonly number[])[];
}

/** What a name, or a row, takes beside what is in it. */
const NAME_BYTES = 64;

/** How much a matrix takes, in bytes or so. */
export function sizeOfMatrix({ rowNames, columnNames }: Matrix): number {
  const [rows, columns] = [rowNames.length, columnNames.length];
  return 8 * rows * columns + NAME_BYTES * (2 * rows + columns);
}
