import type { Context } from '../../engine/context.ts';
import { StataError } from '../../error/stata-error.ts';
import type { Matrix } from '../../results/matrix.ts';
import {
  besides,
  cholesky,
  combined,
  filledInChunks,
  identity,
  inverse,
  kronecker,
  product,
  scaled,
  single,
  stacked,
  transposed,
} from '../../results/matrix-algebra.ts';
import { isMissing, MISSING } from '../../value/missing.ts';
import { CHUNK, type Work } from '../../work/effect.ts';
import { mapInChunks } from '../../work/in-chunks.ts';

/** The value of an operand. */
type Operand = number | Matrix;

/** How deep parentheses may be nested. */
const DEPTH_MAX = 100;

type MatrixFunction = (operands: readonly Operand[]) => Work<Matrix>;

/** Functions that come to a matrix; all others come to a number. */
export const MATRIX_VALUED_FUNCTIONS: ReadonlyMap<string, MatrixFunction> = new Map([
  ['I', ([size]: readonly Operand[]) => identity(numberOf(size))],
  [
    'J',
    ([rows, columns, value]: readonly Operand[]) => {
      const number = numberOf(value);
      return filledInChunks(numberOf(rows), numberOf(columns), () => number);
    },
  ],
  [
    'diag',
    ([matrix]: readonly Operand[]) => {
      const numbers = matrixOf(matrix).values.flat();
      return filledInChunks(numbers.length, numbers.length, (row, column) =>
        row === column ? (numbers[row] ?? MISSING) : 0,
      );
    },
  ],
  [
    'vecdiag',
    ([matrix]: readonly Operand[]) => {
      const { values } = matrixOf(matrix);
      return filledInChunks(1, values.length, (_, column) => values[column]?.[column] ?? MISSING);
    },
  ],
  [
    'hadamard',
    ([left, right]: readonly Operand[]) =>
      combined(matrixOf(left), matrixOf(right), (a, b) => a * b),
  ],
  ['inv', ([matrix]: readonly Operand[]) => inverse(matrixOf(matrix))],
  ['invsym', ([matrix]: readonly Operand[]) => inverse(matrixOf(matrix))],
  ['syminv', ([matrix]: readonly Operand[]) => inverse(matrixOf(matrix))],
  ['cholesky', ([matrix]: readonly Operand[]) => cholesky(matrixOf(matrix))],
]);

type MatrixOperator = (left: Operand, right: Operand) => Work<Operand>;

/** What stands between two operands, from what binds least. */
export const MATRIX_OPERATORS: readonly ReadonlyMap<string, MatrixOperator>[] = [
  new Map([['\\', (left, right) => stacked(matrixOf(left), matrixOf(right))]]),
  new Map([[',', (left, right) => besides(matrixOf(left), matrixOf(right))]]),
  new Map([
    ['+', (left, right) => summed(left, right, 1)],
    ['-', (left, right) => summed(left, right, -1)],
  ]),
  new Map([
    ['*', multiplied],
    ['#', (left, right) => kronecker(matrixOf(left), matrixOf(right))],
    ['/', (left, right) => multiplied(left, reciprocal(numberOf(right)))],
  ]),
];

/** The level of `+`: what is an argument has no comma in it. */
const SUMS = 2;

/**
 * What a matrix expression comes to: `A*B + (1, 2 \ 3, 4)'`.
 *
 * @throws StataError r(503) for sizes that don't fit, r(111), r(198)
 */
export function* evaluateMatrix(context: Context, text: string): Work<Matrix> {
  const parser = new MatrixParser(context, text);
  const result = yield* parser.operands(0);
  parser.expectEnd();
  return matrixOf(result);
}

class MatrixParser {
  readonly #context: Context;
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(context: Context, text: string) {
    this.#context = context;
    this.#text = text;
  }

  /** Operands with operators between them that bind as strongly as those of a level, or more. */
  *operands(level: number): Work<Operand> {
    const operators = MATRIX_OPERATORS[level];
    if (operators === undefined) return yield* this.#signed();
    let result = yield* this.operands(level + 1);
    if (level < SUMS) return yield* this.#joined(result, level, operators);
    for (;;) {
      const compute = this.#operator(operators);
      if (compute === undefined) return result;
      result = yield* compute(result, yield* this.operands(level + 1));
    }
  }

  /** A row or a column may have very many elements: they are joined when all of them are there. */
  *#joined(
    first: Operand,
    level: number,
    operators: ReadonlyMap<string, MatrixOperator>,
  ): Work<Operand> {
    const operands = [first];
    let join: MatrixOperator | undefined;
    for (;;) {
      const operator = this.#operator(operators);
      if (operator === undefined) break;
      join = operator;
      operands.push(yield* this.operands(level + 1));
    }
    return join === undefined ? first : yield* joinedInHalves(operands, join);
  }

  #operator(operators: ReadonlyMap<string, MatrixOperator>): MatrixOperator | undefined {
    this.#skipBlanks();
    const compute = operators.get(this.#text[this.#at] ?? '');
    if (compute !== undefined) this.#at += 1;
    return compute;
  }

  expectEnd(): void {
    this.#skipBlanks();
    if (this.#at < this.#text.length) throw invalid();
  }

  *#signed(): Work<Operand> {
    const isNegative = this.#takesSigns();
    const operand = yield* this.#unsigned();
    return isNegative ? yield* multiplied(operand, -1) : operand;
  }

  /** Takes minus signs; says whether they make what follows negative. */
  #takesSigns(): boolean {
    let isNegative = false;
    while (this.#takes('-')) isNegative = !isNegative;
    return isNegative;
  }

  *#unsigned(): Work<Operand> {
    let result = yield* this.#primary();
    for (;;) {
      // An apostrophe without a blank before it transposes.
      if (this.#text[this.#at] === "'") {
        this.#at += 1;
        result = yield* transposed(matrixOf(result));
      } else if (this.#text[this.#at] === '[' && typeof result !== 'number') {
        result = yield* this.#part(result);
      } else if (typeof result === 'number' && this.#takes('^')) {
        const isNegative = this.#takesSigns();
        const exponent = numberOf(yield* this.#primary());
        result **= isNegative ? -exponent : exponent;
      } else return result;
    }
  }

  *#primary(): Work<Operand> {
    // An expression may have very many operands.
    yield CHUNK;
    this.#depth += 1;
    if (this.#depth > DEPTH_MAX) throw new StataError(130, 'expression too long');
    const operand = this.#takes('(') ? yield* this.#closed() : yield* this.#named();
    this.#depth -= 1;
    return operand;
  }

  *#closed(): Work<Operand> {
    const inner = yield* this.operands(0);
    if (!this.#takes(')')) throw new StataError(132, "too many '(' or '['");
    return inner;
  }

  *#named(): Work<Operand> {
    this.#skipBlanks();
    const rest = this.#text.slice(this.#at);
    const stored = /^[re]\(\w+\)/.exec(rest)?.[0];
    const matrix = stored === undefined ? undefined : this.#matrix(stored);
    if (stored !== undefined && matrix !== undefined) {
      this.#at += stored.length;
      return matrix;
    }
    const [, name, call] = /^([A-Za-z_]\w*)(\()?/.exec(rest) ?? [];
    const found = name === undefined || call !== undefined ? undefined : this.#matrix(name);
    if (name !== undefined && found !== undefined) {
      this.#at += name.length;
      return found;
    }
    const compute = MATRIX_VALUED_FUNCTIONS.get(name ?? '');
    if (name === undefined || call === undefined || compute === undefined) return this.#scalar();
    this.#at += name.length + 1;
    return yield* compute(yield* this.#list(')'));
  }

  /** Anything else is a number: `2.5`, `x`, `r(mean)`, `sqrt(2)`. */
  #scalar(): number {
    const rest = this.#text.slice(this.#at);
    const text = /^(?:[\d.]+(?:[eE][-+]?\d+)?[a-z]?|[A-Za-z_][\w.]*)/.exec(rest)?.[0] ?? '';
    if (text === '') throw invalid();
    let end = text.length;
    for (let depth = 0; end < rest.length; end += 1) {
      if (rest[end] === '(' || rest[end] === '[') depth += 1;
      if (depth === 0) break;
      if (rest[end] === ')' || rest[end] === ']') depth -= 1;
      if (depth === 0) {
        end += 1;
        break;
      }
    }
    this.#at += end;
    return this.#context.evaluateNumber(rest.slice(0, end));
  }

  /** `A[1..2, 3]`, also by names; a single number is one element, as a matrix. */
  *#part(matrix: Matrix): Work<Matrix> {
    this.#at += 1;
    const close = this.#text.indexOf(']', this.#at);
    if (close === -1) throw new StataError(132, "too many '(' or '['");
    const [rowText = '', columnText = '1...'] = this.#text.slice(this.#at, close).split(',');
    this.#at = close + 1;
    const rows = this.#range(rowText.trim(), matrix.rowNames);
    const columns = this.#range(columnText.trim(), matrix.columnNames);
    return {
      rowNames: rows.map((row) => matrix.rowNames[row] ?? ''),
      columnNames: columns.map((column) => matrix.columnNames[column] ?? ''),
      values: yield* mapInChunks(
        rows,
        (row) => columns.map((column) => matrix.values[row]?.[column] ?? MISSING),
        columns.length / 10,
      ),
    };
  }

  #range(text: string, names: readonly string[]): readonly number[] {
    const dots = text.indexOf('..');
    const first = dots === -1 ? text : text.slice(0, dots);
    const last = dots === -1 ? text : text.slice(dots + 2);
    const from = this.#index(first.trim(), names);
    const to = last === '.' || last === '' ? names.length - 1 : this.#index(last.trim(), names);
    if (from < 0 || to < from || to >= names.length)
      throw new StataError(503, 'conformability error');
    return Array.from({ length: to - from + 1 }, (_, at) => from + at);
  }

  #index(text: string, names: readonly string[]): number {
    const named = names.indexOf(text.replace(/^"(.*)"$/, '$1'));
    return named === -1 ? Math.trunc(this.#context.evaluateNumber(text)) - 1 : named;
  }

  *#list(close: string): Work<readonly Operand[]> {
    const operands: Operand[] = [];
    if (this.#takes(close)) return operands;
    for (;;) {
      operands.push(yield* this.operands(SUMS));
      if (this.#takes(close)) return operands;
      if (!this.#takes(',')) throw invalid();
    }
  }

  #matrix(name: string): Matrix | undefined {
    return this.#context.scope(0).matrix(name);
  }

  #takes(mark: string): boolean {
    this.#skipBlanks();
    if (this.#text[this.#at] !== mark) return false;
    this.#at += 1;
    return true;
  }

  #skipBlanks(): void {
    while (/^\s$/.test(this.#text[this.#at] ?? '')) this.#at += 1;
  }
}

/** Joins in halves: each join copies, so one after the other would take quadratic time. */
function* joinedInHalves(operands: readonly Operand[], join: MatrixOperator): Work<Operand> {
  const [first] = operands;
  if (first === undefined) throw invalid();
  if (operands.length === 1) return first;
  const middle = Math.ceil(operands.length / 2);
  return yield* join(
    yield* joinedInHalves(operands.slice(0, middle), join),
    yield* joinedInHalves(operands.slice(middle), join),
  );
}

function numberOf(operand: Operand | undefined): number {
  if (operand === undefined) throw invalid();
  if (typeof operand === 'number') return operand;
  const [only, ...more] = operand.values.flat();
  if (only === undefined || more.length > 0) throw new StataError(503, 'conformability error');
  return only;
}

function matrixOf(operand: Operand | undefined): Matrix {
  if (operand === undefined) throw invalid();
  return typeof operand === 'number' ? single(operand) : operand;
}

function* summed(left: Operand, right: Operand, sign: 1 | -1): Work<Operand> {
  if (typeof left === 'number' && typeof right === 'number') {
    return isMissing(left) || isMissing(right) ? MISSING : left + sign * right;
  }
  return yield* combined(matrixOf(left), matrixOf(right), (a, b) => a + sign * b);
}

function* multiplied(left: Operand, right: Operand): Work<Operand> {
  if (typeof left === 'number' && typeof right === 'number') {
    return isMissing(left) || isMissing(right) ? MISSING : left * right;
  }
  if (typeof left === 'number') return yield* multiplied(right, left);
  if (typeof right !== 'number') return yield* product(left, right);
  return yield* scaled(left, (a) => (isMissing(right) ? MISSING : a * right));
}

function reciprocal(number: number): number {
  return number === 0 ? MISSING : 1 / number;
}

function invalid(): StataError {
  return new StataError(198, 'invalid syntax');
}
