import type { Matrix } from '../results/matrix.ts';
import { determinant, isSymmetric, trace } from '../results/matrix-algebra.ts';
import { MISSING } from '../value/missing.ts';
import type { Value } from '../value/value.ts';

/** Functions of a matrix that come to a number; others of their arguments are values. */
export const MATRIX_FUNCTIONS: ReadonlyMap<
  string,
  (matrix: Matrix, others: readonly Value[]) => number
> = new Map([
  ['rowsof', ({ rowNames }: Matrix) => rowNames.length],
  ['colsof', ({ columnNames }: Matrix) => columnNames.length],
  ['det', determinant],
  ['trace', trace],
  ['issymmetric', (matrix: Matrix) => Number(isSymmetric(matrix))],
  [
    'el',
    ({ values }: Matrix, [row, column]: readonly Value[]) =>
      values[Number(row) - 1]?.[Number(column) - 1] ?? MISSING,
  ],
  ['rownumb', ({ rowNames }: Matrix, [name]: readonly Value[]) => placeOf(rowNames, name)],
  ['colnumb', ({ columnNames }: Matrix, [name]: readonly Value[]) => placeOf(columnNames, name)],
]);

function placeOf(names: readonly string[], name: Value | undefined): number {
  const at = names.indexOf(String(name));
  return at === -1 ? MISSING : at + 1;
}
