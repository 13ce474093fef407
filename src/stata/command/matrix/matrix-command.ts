import type { Command } from '../../engine/command.ts';
import type { Context } from '../../engine/context.ts';
import { StataError } from '../../error/stata-error.ts';
import { formatWith } from '../../format/format-value.ts';
import type { Matrix } from '../../results/matrix.ts';
import { isSymmetric } from '../../results/matrix-algebra.ts';
import { CHUNK, type Work } from '../../work/effect.ts';
import { eachInChunks, mapInChunks } from '../../work/in-chunks.ts';
import { parseStandard } from '../language/standard-syntax.ts';
import { runSubcommand, type Subcommand } from '../language/subcommands.ts';
import { evaluateMatrix } from './matrix-expression.ts';

const subcommands: readonly Subcommand[] = [
  { name: 'list', abbreviation: 'l', run: list },
  { name: 'dir', abbreviation: 'd', run: dir },
  { name: 'drop', run: drop },
  {
    name: 'rownames',
    abbreviation: 'rown',
    run: (context, argument) => rename(context, argument, 'rowNames'),
  },
  {
    name: 'colnames',
    abbreviation: 'coln',
    run: (context, argument) => rename(context, argument, 'columnNames'),
  },
];

/** `matrix name = …`, `matrix list`, `dir`, `drop`, `rownames`, `colnames`. */
export const matrixCommand: Command = {
  name: 'matrix',
  abbreviation: 'mat',
  subcommands,
  *run(context, call) {
    const assigned = /^(?:(?:define|input|inp)\s+)?(\w+)\s*=(?!=)\s*([\s\S]+)$/.exec(call.rest);
    if (assigned !== null) {
      context.state.matrices.set(
        assigned[1] ?? '',
        yield* evaluateMatrix(context, (assigned[2] ?? '').trim()),
      );
      return;
    }
    const work = runSubcommand(subcommands, context, call);
    if (work !== undefined) yield* work;
  },
};

/** How many elements of a row are said at once. */
const CELLS_AT_ONCE = 500;

function* list(context: Context, argument: string): Work {
  const { head, options } = parseStandard(argument);
  const format = options.find(({ name }) => name === 'format')?.argument ?? '%10.0g';
  const matrix = named(context, head);
  const { rowNames, columnNames, values } = matrix;
  const cellOf = (value: number): string => formatWith(format, value).trim();
  const cells: (readonly string[])[] = [];
  for (const row of values) cells.push(yield* mapInChunks(row, cellOf));
  const isHalfShown = isSymmetric(matrix);
  const margin = widest(rowNames);
  const width = Math.max(
    widest(columnNames),
    cells.reduce((most, row) => Math.max(most, widest(row)), 0),
  );
  function* sayLine(start: string, row: readonly string[]): Work {
    context.screen.say(start.padStart(margin));
    for (let at = 0; at < row.length; at += CELLS_AT_ONCE) {
      yield CHUNK;
      const some = row.slice(at, at + CELLS_AT_ONCE);
      context.screen.say(some.map((cell) => `  ${cell.padStart(width)}`).join(''));
    }
    context.screen.say('\n');
  }
  const size = `[${rowNames.length},${columnNames.length}]`;
  context.screen.say(`\n${isHalfShown ? 'symmetric ' : ''}${head}${size}\n`);
  yield* sayLine('', columnNames);
  for (const [at, row] of cells.entries()) {
    yield* sayLine(rowNames[at] ?? '', isHalfShown ? row.slice(0, at + 1) : row);
  }
}

function widest(texts: readonly string[]): number {
  return texts.reduce((most, { length }) => Math.max(most, length), 0);
}

function dir({ state, screen }: Context): Work {
  return eachInChunks([...state.matrices], ([name, { rowNames, columnNames }]) =>
    screen.say(`${name.padStart(12)}[${rowNames.length},${columnNames.length}]\n`),
  );
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

function named({ state }: Context, name: string): Matrix {
  const stored = /^([re])\((\w+)\)$/.exec(name);
  const matrices =
    stored === null ? state.matrices : (stored[1] === 'r' ? state.r : state.e).matrices;
  const matrix = matrices.get(stored?.[2] ?? name);
  if (matrix === undefined) throw new StataError(111, `matrix ${name} not found`);
  return matrix;
}
