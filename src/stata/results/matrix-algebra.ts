import { StataError } from '../error/stata-error.ts';
import { isMissing, MISSING } from '../value/missing.ts';
import { CHUNK, type Work } from '../work/effect.ts';
import { atOnce, eachInChunks, mapInChunks, timesInChunks } from '../work/in-chunks.ts';
import type { Matrix } from './matrix.ts';

/** The most elements that a matrix may have. */
const ELEMENTS_MAX = 250_000;

/** How many products one operation may take: a tenth of a second or so. */
const PRODUCTS_MAX = 50_000_000;

/** How many microseconds a product takes: see `in-chunks.ts`. */
const PRODUCT_COST = 0.002;

/** How many microseconds it takes to make one element, or its name, or to look at it. */
const ELEMENT_COST = 0.1;

/** A matrix of one row and one column. */
export function single(value: number): Matrix {
  return { rowNames: ['r1'], columnNames: ['c1'], values: [[value]] };
}

/** A matrix whose elements a function computes, with names `r1` … and `c1` …. */
export function* filledInChunks(
  rows: number,
  columns: number,
  value: (row: number, column: number) => number,
): Work<Matrix> {
  const isRight = Number.isInteger(rows) && Number.isInteger(columns) && rows > 0 && columns > 0;
  if (!isRight) throw conformability();
  if (rows * columns > ELEMENTS_MAX) throw new StataError(915, 'unable to allocate matrix');
  return {
    rowNames: yield* numbered('r', rows),
    columnNames: yield* numbered('c', columns),
    values: yield* mapInChunks(
      new Array(rows).keys(),
      (row) => Array.from({ length: columns }, (_, column) => value(row, column)),
      columns * ELEMENT_COST,
    ),
  };
}

export function* transposed({ rowNames, columnNames, values }: Matrix): Work<Matrix> {
  function* renamed(names: readonly string[], from: string, to: string): Work<readonly string[]> {
    return (yield* isNumbered(names, from)) ? yield* numbered(to, names.length) : names;
  }
  return {
    rowNames: yield* renamed(columnNames, 'c', 'r'),
    columnNames: yield* renamed(rowNames, 'r', 'c'),
    values: yield* mapInChunks(
      columnNames,
      (_name, column) => values.map((row) => row[column] ?? MISSING),
      rowNames.length * ELEMENT_COST,
    ),
  };
}

/** Element by element; both have to be of the same size. */
export function* combined(
  left: Matrix,
  right: Matrix,
  combine: (a: number, b: number) => number,
): Work<Matrix> {
  if (!isSameSize(left, right)) throw conformability();
  const values = yield* mapInChunks(
    left.values,
    (row, at) =>
      row.map((a, column) => computed(a, right.values[at]?.[column] ?? MISSING, combine)),
    left.columnNames.length * ELEMENT_COST,
  );
  return { ...left, values };
}

export function* scaled(matrix: Matrix, change: (a: number) => number): Work<Matrix> {
  const values = yield* mapInChunks(
    matrix.values,
    (row) => row.map((a) => (isMissing(a) ? MISSING : change(a))),
    matrix.columnNames.length * ELEMENT_COST,
  );
  return { ...matrix, values };
}

/** The product of two matrices. */
export function* product(left: Matrix, right: Matrix): Work<Matrix> {
  const inner = right.values.length;
  if (left.columnNames.length !== inner) throw conformability();
  requireWork(left.rowNames.length * right.columnNames.length * inner);
  const columns = (yield* transposed(right)).values;
  const isLacking = columns.map((column) => column.some(isMissing));
  const values: number[][] = [];
  for (const row of left.values) {
    const isRowLacking = row.some(isMissing);
    const element = (column: readonly number[], index: number): number => {
      if (isRowLacking || isLacking[index]) return MISSING;
      let sum = 0;
      for (let at = 0; at < inner; at += 1) sum += (row[at] ?? 0) * (column[at] ?? 0);
      return sum;
    };
    values.push(yield* mapInChunks(columns, element, inner * PRODUCT_COST));
  }
  return { rowNames: left.rowNames, columnNames: right.columnNames, values };
}

/** Each element of the left one times all of the right one. */
export function kronecker(left: Matrix, right: Matrix): Work<Matrix> {
  const [rows, columns] = [right.rowNames.length, right.columnNames.length];
  const value = (row: number, column: number): number => {
    const a = left.values[Math.floor(row / rows)]?.[Math.floor(column / columns)] ?? MISSING;
    const b = right.values[row % rows]?.[column % columns] ?? MISSING;
    return computed(a, b, (one, other) => one * other);
  };
  const [height, width] = [left.rowNames.length * rows, left.columnNames.length * columns];
  return filledInChunks(height, width, value);
}

/** One below the other. */
export function* stacked(above: Matrix, below: Matrix): Work<Matrix> {
  if (above.columnNames.length !== below.columnNames.length) throw conformability();
  const values = [...above.values, ...below.values];
  if (values.length * above.columnNames.length > ELEMENTS_MAX) {
    throw new StataError(915, 'unable to allocate matrix');
  }
  return {
    rowNames: yield* joinedNames(above.rowNames, below.rowNames, 'r'),
    columnNames: above.columnNames,
    values,
  };
}

/** One beside the other. */
export function* besides(left: Matrix, right: Matrix): Work<Matrix> {
  if (left.rowNames.length !== right.rowNames.length) throw conformability();
  const width = left.columnNames.length + right.columnNames.length;
  if (left.rowNames.length * width > ELEMENTS_MAX) {
    throw new StataError(915, 'unable to allocate matrix');
  }
  return {
    rowNames: left.rowNames,
    columnNames: yield* joinedNames(left.columnNames, right.columnNames, 'c'),
    values: yield* mapInChunks(
      left.values,
      (row, at) => [...row, ...(right.values[at] ?? [])],
      width * ELEMENT_COST,
    ),
  };
}

/** @throws StataError r(504) for one that has none */
export function* inverse(matrix: Matrix): Work<Matrix> {
  const size = requireSquare(matrix);
  const { pivots, values } = yield* eliminated(yield* besides(matrix, yield* identity(size)));
  if (pivots.some((pivot) => pivot === 0)) throw new StataError(504, 'matrix is singular');
  return {
    rowNames: matrix.columnNames,
    columnNames: matrix.rowNames,
    values: values.map((row) => row.slice(size)),
  };
}

export function determinant(matrix: Matrix): number {
  requireSquare(matrix);
  // Inside an expression it is computed without a pause.
  const { pivots, sign } = atOnce(eliminated(matrix, { isTriangleEnough: true }));
  return pivots.reduce((all, pivot) => all * pivot, sign);
}

export function trace(matrix: Matrix): number {
  requireSquare(matrix);
  return matrix.values.reduce((sum, row, at) => sum + (row[at] ?? 0), 0);
}

export function identity(size: number): Work<Matrix> {
  return filledInChunks(size, size, (row, column) => Number(row === column));
}

/** @throws StataError r(505), r(506) */
export function* cholesky(matrix: Matrix): Work<Matrix> {
  const size = requireSquare(matrix);
  if (!isSymmetric(matrix)) throw new StataError(505, 'matrix not symmetric');
  const values = matrix.values.map((row) => row.map(() => 0));
  for (let row = 0; row < size; row += 1) {
    yield CHUNK;
    for (let column = 0; column <= row; column += 1) {
      let rest = matrix.values[row]?.[column] ?? 0;
      for (let at = 0; at < column; at += 1) {
        rest -= (values[row]?.[at] ?? 0) * (values[column]?.[at] ?? 0);
      }
      if (row === column && rest <= 0) throw new StataError(506, 'matrix not positive definite');
      const diagonal = values[column]?.[column] ?? 1;
      const target = values[row];
      if (target !== undefined) target[column] = row === column ? Math.sqrt(rest) : rest / diagonal;
    }
  }
  return { ...matrix, values };
}

export function isSymmetric({ values, rowNames, columnNames }: Matrix): boolean {
  if (rowNames.length !== columnNames.length) return false;
  return values.every((row, at) => row.every((value, column) => value === values[column]?.[at]));
}

/**
 * Gauss and Jordan, always by the largest number left.
 *
 * @param options.isTriangleEnough - whether what is above the diagonal may stay; default: it may not
 */
function* eliminated(
  matrix: Matrix,
  { isTriangleEnough = false } = {},
): Work<{ pivots: number[]; sign: number; values: number[][] }> {
  const rows = matrix.values.map((row) => [...row]);
  requireWork(rows.length * rows.length * matrix.columnNames.length);
  if (rows.some((row) => row.some(isMissing)))
    throw new StataError(504, 'matrix has missing values');
  const pivots: number[] = [];
  let sign = 1;
  for (let at = 0; at < rows.length; at += 1) {
    let best = at;
    for (let other = at + 1; other < rows.length; other += 1) {
      if (Math.abs(rows[other]?.[at] ?? 0) > Math.abs(rows[best]?.[at] ?? 0)) best = other;
    }
    const [row = [], old = []] = [rows[best], rows[at]];
    if (best !== at) sign = -sign;
    rows[best] = old;
    rows[at] = row;
    const pivot = row[at] ?? 0;
    pivots.push(pivot);
    if (pivot === 0) return { pivots, sign, values: rows };
    for (let column = 0; column < row.length; column += 1) row[column] = (row[column] ?? 0) / pivot;
    const reduce = (other: number[]): void => {
      const factor = other[at] ?? 0;
      if (other === row || factor === 0) return;
      for (let column = at; column < row.length; column += 1) {
        other[column] = (other[column] ?? 0) - factor * (row[column] ?? 0);
      }
    };
    const reduced = isTriangleEnough ? rows.slice(at + 1) : rows;
    yield* eachInChunks(reduced, reduce, row.length * PRODUCT_COST);
  }
  return { pivots, sign, values: rows };
}

function requireSquare({ rowNames, columnNames }: Matrix): number {
  if (rowNames.length !== columnNames.length) throw conformability();
  return rowNames.length;
}

function requireWork(products: number): void {
  if (products > PRODUCTS_MAX) throw new StataError(1000, 'system limit exceeded');
}

function isSameSize(one: Matrix, other: Matrix): boolean {
  return (
    one.rowNames.length === other.rowNames.length &&
    one.columnNames.length === other.columnNames.length
  );
}

function computed(a: number, b: number, compute: (a: number, b: number) => number): number {
  return isMissing(a) || isMissing(b) ? MISSING : compute(a, b);
}

function* numbered(letter: string, count: number): Work<readonly string[]> {
  const names: string[] = [];
  yield* timesInChunks(count, (at) => names.push(`${letter}${at + 1}`), ELEMENT_COST);
  return names;
}

function* isNumbered(names: readonly string[], letter: string): Work<boolean> {
  let is = true;
  yield* eachInChunks(
    names,
    (name, at) => {
      is &&= name === `${letter}${at + 1}`;
    },
    ELEMENT_COST,
  );
  return is;
}

/** Names such as `r1`, `r2` are numbered on; all others stay. */
function* joinedNames(
  first: readonly string[],
  second: readonly string[],
  letter: string,
): Work<readonly string[]> {
  const isCounted = (yield* isNumbered(first, letter)) && (yield* isNumbered(second, letter));
  return isCounted ? yield* numbered(letter, first.length + second.length) : [...first, ...second];
}

function conformability(): StataError {
  return new StataError(503, 'conformability error');
}
