import { expandVarlist, findVariable } from '../dataset/varlist.ts';
import { StataError } from '../error/stata-error.ts';
import { parseFormat } from '../format/parse-format.ts';
import type { Command } from './command.ts';
import { sortUpwards } from './sort-data.ts';
import { parseStandard } from './standard-syntax.ts';

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

/** `order varlist [, last]`. */
export const orderCommand: Command = {
  name: 'order',
  run: ({ state: { dataset } }, { rest }) => {
    const { head, options } = parseStandard(rest);
    const first = expandVarlist(dataset, head);
    const others = dataset.variables.filter((variable) => !first.includes(variable));
    const isLast = options.some(({ name }) => name === 'last');
    dataset.variables = isLast ? [...others, ...first] : [...first, ...others];
  },
};

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
