/** A matrix with its row and column names. */
export interface Matrix {
  readonly rowNames: readonly string[];
  readonly columnNames: readonly string[];
  /** Row by row. */
  readonly values: readonly (readonly number[])[];
}
