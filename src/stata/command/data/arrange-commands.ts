import { compareValues } from '../../dataset/compare-values.ts';
import type { Variable } from '../../dataset/variable.ts';
import { expandVarlist, findVariable } from '../../dataset/varlist.ts';
import type { Command } from '../../engine/command.ts';
import { StataError } from '../../error/stata-error.ts';
import { parseFormat } from '../../format/parse-format.ts';
import { Options, parseStandard } from '../language/standard-syntax.ts';
import { sortUpwards } from '../observations/sort-data.ts';

/** `sort varlist [, stable]`. */
export const sortCommand: Command = {
  name: 'sort',
  abbreviation: 'so',
  *run({ state: { dataset } }, { rest }) {
    const { head } = parseStandard(rest);
    if (head === '') throw new StataError(100, 'varlist required');
    const variables = expandVarlist(dataset, head);
    yield* sortUpwards(dataset, variables);
  },
};

/** `gsort [+|-]varname …`. */
export const gsortCommand: Command = {
  name: 'gsort',
  *run({ state: { dataset } }, { rest }) {
    const words = parseStandard(rest)
      .head.replaceAll(/([-+])\s+/g, '$1')
      .split(/\s+/);
    yield* dataset.sort(
      words.filter(Boolean).map((word) => ({
        variable: findVariable(dataset, word.replace(/^[-+]/, '')),
        direction: word.startsWith('-') ? -1 : 1,
      })),
    );
  },
};

/** `order varlist [, first last before(name) after(name) alphabetic sequential]`. */
export const orderCommand: Command = {
  name: 'order',
  run: ({ state: { dataset } }, { rest }) => {
    const { head, options } = parseStandard(rest);
    const left = new Options(options);
    const isLast = left.has('last');
    const before = left.argument('Before');
    const after = left.argument('After');
    const isAlphabetic = left.has('ALPHAbetic');
    const isSequential = left.has('SEQuential');
    left.take('first');
    left.end();
    if (head === '') throw new StataError(100, 'varlist required');
    const named = expandVarlist(dataset, head);
    // Numbers of the same length sort as numbers do.
    const keyOf = ({ name }: Variable): string =>
      isSequential ? name.replaceAll(/\d+/g, (digits) => digits.padStart(32, '0')) : name;
    const isSorted = isAlphabetic || isSequential;
    const moved = isSorted ? named.toSorted((a, b) => compareValues(keyOf(a), keyOf(b))) : named;
    const isMoved = new Set(moved);
    const others = dataset.variables.filter((variable) => !isMoved.has(variable));
    const neighbour = before ?? after;
    const at =
      neighbour === undefined
        ? isLast
          ? others.length
          : 0
        : placeOf(others, findVariable(dataset, neighbour)) + (before === undefined ? 1 : 0);
    dataset.variables = others.toSpliced(at, 0, ...moved);
  },
};

function placeOf(others: readonly Variable[], neighbour: Variable): number {
  const at = others.indexOf(neighbour);
  if (at === -1) throw new StataError(198, `${neighbour.name} is to be moved itself`);
  return at;
}

/** `format varlist %fmt`, in either order. */
export const formatCommand: Command = {
  name: 'format',
  abbreviation: 'form',
  run: ({ state: { dataset } }, { rest }) => {
    const format = /%\S+/.exec(rest)?.[0];
    if (format === undefined) throw new StataError(198, 'invalid syntax');
    const isText = parseFormat(format).kind === 'text';
    for (const variable of expandVarlist(dataset, rest.replace(format, ''))) {
      if (isText !== variable.type.startsWith('str')) throw new StataError(120, 'invalid %format');
      variable.format = format;
    }
  },
};
