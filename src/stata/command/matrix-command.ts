import { StataError } from '../error/stata-error.ts';
import { formatWith } from '../format/format-value.ts';
import type { Matrix } from '../results/matrix.ts';
import type { Command } from './command.ts';
import type { Context } from './context.ts';
import { parseStandard } from './standard-syntax.ts';

/** The most elements that a matrix may have. */
const ELEMENTS_MAX = 250_000;

/** `matrix name = …`, `matrix list`, `dir`, `drop`, `rownames`, `colnames`: no algebra. */
export const matrixCommand: Command = {
  name: 'matrix',
  abbreviation: 'mat',
  run: (context, { rest }) => {
    const assigned = /^(?:(?:define|input|inp)\s+)?(\w+)\s*=(?!=)\s*([\s\S]+)$/.exec(rest);
    if (assigned !== null) {
      context.state.matrices.set(assigned[1] ?? '', matrixOf(context, (assigned[2] ?? '').trim()));
      return;
    }
    const [, word = '', argument = ''] = /^(\w*)\s*([\s\S]*)$/.exec(rest) ?? [];
    const act = ACTIONS.find(([pattern]) => pattern.test(word))?.[1];
    if (act === undefined) throw new StataError(198, 'invalid syntax');
    act(context, argument);
  },
};

const ACTIONS: readonly (readonly [RegExp, (context: Context, argument: string) => void])[] = [
  [/^l(?:i(?:st?)?)?$/, list],
  [/^d(?:ir?)?$/, dir],
  [/^drop$/, drop],
  [/^rown(?:a(?:m(?:es?)?)?)?$/, (context, argument) => rename(context, argument, 'rowNames')],
  [/^coln(?:a(?:m(?:es?)?)?)?$/, (context, argument) => rename(context, argument, 'columnNames')],
];

function list(context: Context, argument: string): void {
  const { head, options } = parseStandard(argument);
  const format = options.find(({ name }) => name === 'format')?.argument ?? '%10.0g';
  const { rowNames, columnNames, values } = named(context, head);
  const cells = values.map((row) => row.map((value) => formatWith(format, value).trim()));
  const isSymmetric = isSymmetricMatrix(values, rowNames, columnNames);
  const margin = Math.max(0, ...rowNames.map((name) => name.length));
  const widths = columnNames.map((name, column) =>
    Math.max(name.length, ...cells.map((row) => row[column]?.length ?? 0)),
  );
  const width = Math.max(0, ...widths);
  const line = (start: string, row: readonly string[]): string =>
    `${start.padStart(margin)}${row.map((cell) => `  ${cell.padStart(width)}`).join('')}\n`;
  const size = `[${rowNames.length},${columnNames.length}]`;
  context.screen.say(`\n${isSymmetric ? 'symmetric ' : ''}${head}${size}\n`);
  context.screen.say(line('', columnNames));
  for (const [at, row] of cells.entries()) {
    context.screen.say(line(rowNames[at] ?? '', isSymmetric ? row.slice(0, at + 1) : row));
  }
}

function isSymmetricMatrix(
  values: Matrix['values'],
  rowNames: readonly string[],
  columnNames: readonly string[],
): boolean {
  if (rowNames.length !== columnNames.length) return false;
  return values.every((row, at) => row.every((value, column) => value === values[column]?.[at]));
}

function dir({ state, screen }: Context): void {
  for (const [name, { rowNames, columnNames }] of state.matrices) {
    screen.say(`${name.padStart(12)}[${rowNames.length},${columnNames.length}]\n`);
  }
}

function drop({ state: { matrices } }: Context, argument: string): void {
  if (argument === '_all') matrices.clear();
  else {
    for (const name of argument.split(/\s+/)) {
      if (!matrices.delete(name)) throw new StataError(111, `${name} not found`);
    }
  }
}

function rename(context: Context, argument: string, which: 'rowNames' | 'columnNames'): void {
  const [, name = '', , rest = ''] = /^(\w+)\s*(=)?\s*([\s\S]*)$/.exec(argument) ?? [];
  const matrix = named(context, name);
  const names = rest.split(/\s+/).filter(Boolean);
  if (names.length === 0) throw new StataError(198, 'invalid syntax');
  const all = matrix[which].map((_old, at) => names[at] ?? names.at(-1) ?? '');
  context.state.matrices.set(name, { ...matrix, [which]: all });
}

/** `(1, 2 \ 3, 4)`, `J(rows, columns, value)`, `I(size)`, another matrix, or one turned around. */
function matrixOf(context: Context, text: string): Matrix {
  const call = /^(J|I)\(([\s\S]*)\)$/.exec(text);
  if (call !== null) {
    const numbers = splitOutside(call[2] ?? '', ',').map((part) => context.evaluateNumber(part));
    const [rows = 0, columns = rows, value = 0] = numbers;
    const isIdentity = call[1] === 'I';
    return filled(rows, columns, (row, column) => (isIdentity ? Number(row === column) : value));
  }
  if (text.startsWith('(') && text.endsWith(')')) return literal(context, text.slice(1, -1));
  if (text.endsWith("'")) return transposed(named(context, text.slice(0, -1).trim()));
  if (/^(?:\w+|[re]\(\w+\))$/.test(text)) return named(context, text);
  throw new StataError(509, 'matrix operators are not here: fake-stata does no algebra');
}

function literal(context: Context, text: string): Matrix {
  const rows = splitOutside(text, '\\').map((row) =>
    splitOutside(row, ',').map((cell) => context.evaluateNumber(cell)),
  );
  const columns = rows[0]?.length ?? 0;
  if (rows.some((row) => row.length !== columns)) throw new StataError(503, 'conformability error');
  return filled(rows.length, columns, (row, column) => rows[row]?.[column] ?? 0);
}

function filled(
  rows: number,
  columns: number,
  value: (row: number, column: number) => number,
): Matrix {
  const isRight = Number.isInteger(rows) && Number.isInteger(columns) && rows > 0 && columns > 0;
  if (!isRight) throw new StataError(503, 'conformability error');
  if (rows * columns > ELEMENTS_MAX) throw new StataError(915, 'unable to allocate matrix');
  const names = (letter: string, count: number): readonly string[] =>
    Array.from({ length: count }, (_, at) => `${letter}${at + 1}`);
  return {
    rowNames: names('r', rows),
    columnNames: names('c', columns),
    values: Array.from({ length: rows }, (_, row) =>
      Array.from({ length: columns }, (_, column) => value(row, column)),
    ),
  };
}

function transposed({ rowNames, columnNames, values }: Matrix): Matrix {
  return {
    rowNames: columnNames,
    columnNames: rowNames,
    values: columnNames.map((_name, column) => values.map((row) => row[column] ?? 0)),
  };
}

function named({ state }: Context, name: string): Matrix {
  const stored = /^([re])\((\w+)\)$/.exec(name);
  const matrices =
    stored === null ? state.matrices : (stored[1] === 'r' ? state.r : state.e).matrices;
  const matrix = matrices.get(stored?.[2] ?? name);
  if (matrix === undefined) throw new StataError(111, `matrix ${name} not found`);
  return matrix;
}

function splitOutside(text: string, separator: string): readonly string[] {
  const parts = [''];
  let depth = 0;
  for (const character of text) {
    if (character === '(' || character === '[') depth += 1;
    if (character === ')' || character === ']') depth -= 1;
    if (character === separator && depth === 0) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts;
}
