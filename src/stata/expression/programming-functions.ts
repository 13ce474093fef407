import { isMissing } from '../value/missing.ts';
import { numberAt } from './argument.ts';
import type { StataFunction } from './stata-function.ts';

const MANY = 1000;

function truth(is: boolean): number {
  return is ? 1 : 0;
}

const missing: StataFunction = {
  least: 1,
  most: MANY,
  call: (values) =>
    truth(values.some((value) => (typeof value === 'string' ? value === '' : isMissing(value)))),
};

/** Functions that decide. */
export const PROGRAMMING_FUNCTIONS: Readonly<Record<string, StataFunction>> = {
  missing,
  mi: missing,
  cond: {
    least: 3,
    most: 4,
    call: (values) => {
      const test = numberAt(values, 0);
      const [, yes = 0, no = 0, unknown] = values;
      if (isMissing(test) && unknown !== undefined) return unknown;
      return test === 0 ? no : yes;
    },
  },
  inlist: {
    least: 2,
    most: MANY,
    call: ([sought, ...list]) => truth(list.includes(sought ?? '')),
  },
  inrange: {
    least: 3,
    most: 3,
    call: (values) => {
      const [x = 0, from = 0, to = 0] = values;
      if (typeof x === 'string') return truth(x >= String(from) && x <= String(to));
      if (isMissing(x)) return 0;
      const isAbove = isMissing(numberAt(values, 1)) || x >= numberAt(values, 1);
      return truth(isAbove && x <= numberAt(values, 2));
    },
  },
  c: { least: 1, most: 1, call: ([value = 0]) => value },
  float: { least: 1, most: 1, call: (values) => fround(numberAt(values, 0)) },
  byteorder: { least: 0, most: 0, call: () => 2 },
};

function fround(x: number): number {
  return isMissing(x) ? x : Math.fround(x);
}
