import { requireMemory } from '../../dataset/memory-budget.ts';
import { expandVarlist } from '../../dataset/varlist.ts';
import type { Command } from '../../engine/command.ts';
import { StataError } from '../../error/stata-error.ts';
import { numeric } from '../../expression/evaluate.ts';
import { filledInChunks } from '../../results/matrix-algebra.ts';
import { isMissing, MISSING } from '../../value/missing.ts';
import { filterInChunks } from '../../work/in-chunks.ts';
import { Options, parseStandard, rowsInSample } from '../language/standard-syntax.ts';

/** `mkmat varlist [if] [in] [, matrix(name) nomissing]`: a matrix of data. */
export const mkmatCommand: Command = {
  name: 'mkmat',
  *run(context, { rest }) {
    const syntax = parseStandard(rest);
    const options = new Options(syntax.options);
    const name = options.argument('MATrix');
    const isComplete = options.has('NOMISsing');
    options.end();
    const { dataset, matrices } = context.state;
    const variables = expandVarlist(dataset, syntax.head);
    const number = (column: number, at: number): number =>
      numeric(variables[column]?.values[at] ?? MISSING);
    const rows = yield* filterInChunks(
      yield* rowsInSample(context, syntax),
      (at) => !isComplete || variables.every((_each, column) => !isMissing(number(column, at))),
    );
    const names = variables.map((variable) => variable.name);
    if (name !== undefined) {
      const matrix = yield* filledInChunks(rows.length, names.length, (row, column) =>
        number(column, rows[row] ?? 0),
      );
      matrices.set(name, { ...matrix, columnNames: names });
      return;
    }
    for (const [column, each] of names.entries()) {
      const matrix = yield* filledInChunks(rows.length, 1, (row) => number(column, rows[row] ?? 0));
      matrices.set(each, { ...matrix, columnNames: [each] });
    }
  },
};

/** `svmat A [, names(stub|col|matcol)]`: variables of a matrix's columns. */
export const svmatCommand: Command = {
  name: 'svmat',
  run: (context, { rest }) => {
    const { head, options } = parseStandard(rest);
    const left = new Options(options);
    const stub = left.argument('Names') ?? head;
    left.end();
    const matrix = context.scope(0).matrix(head);
    if (matrix === undefined) throw new StataError(111, `matrix ${head} not found`);
    const { dataset } = context.state;
    const names = matrix.columnNames.map((name, at) => {
      if (stub === 'col') return name;
      return stub === 'matcol' ? head + name : `${stub}${at + 1}`;
    });
    const taken = names.find((name) => dataset.find(name) !== undefined);
    if (taken !== undefined) throw new StataError(110, `variable ${taken} already defined`);
    const rows = matrix.rowNames.length;
    requireMemory(Math.max(rows, dataset.observations), dataset.variables.length + names.length);
    if (dataset.observations < rows && dataset.variables.length > 0) dataset.setObservations(rows);
    for (const [column, name] of names.entries()) {
      const variable = dataset.add(name, 'float');
      if (dataset.observations < rows) dataset.setObservations(rows);
      for (const [row, values] of matrix.values.entries()) {
        variable.values[row] = Math.fround(values[column] ?? MISSING);
        if (isMissing(values[column] ?? MISSING)) variable.values[row] = MISSING;
      }
    }
  },
};
