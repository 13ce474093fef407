import { StataError } from '../error/stata-error.ts';
import { isMissing, MISSING, missingCode } from '../value/missing.ts';
import type { Value } from '../value/value.ts';
import { numberAt } from './argument.ts';
import type { StataFunction } from './stata-function.ts';

const MANY = 1000;

/** A function of one number; missing where it isn't defined. */
function ofOne(result: (x: number) => number): StataFunction {
  return {
    least: 1,
    most: 1,
    call: (values) => {
      const x = numberAt(values, 0);
      return isMissing(x) ? MISSING : missingCode(result(x));
    },
  };
}

function ofTwo(result: (x: number, y: number) => number): StataFunction {
  return {
    least: 2,
    most: 2,
    call: (values) => {
      const x = numberAt(values, 0);
      const y = numberAt(values, 1);
      return isMissing(x) || isMissing(y) ? MISSING : missingCode(result(x, y));
    },
  };
}

/** The least or greatest of several numbers, missing ones left out. */
function extreme(choose: (...numbers: number[]) => number): StataFunction {
  return {
    least: 1,
    most: MANY,
    call: (values) => {
      const numbers = values
        .map((_, index) => numberAt(values, index))
        .filter((x) => !isMissing(x));
      return numbers.length === 0 ? MISSING : choose(...numbers);
    },
  };
}

/** Halves are rounded away from zero on either side, towards the greater multiple. */
function roundTo(x: number, unit: number): number {
  return unit === 0 ? x : Math.floor(x / unit + 0.5) * unit;
}

/** Mathematics as programs use it; no distributions. */
export const MATH_FUNCTIONS: Readonly<Record<string, StataFunction>> = {
  sum: {
    least: 1,
    most: 1,
    call: (values, scope, place) => {
      const x = numberAt(values, 0);
      return missingCode(scope.runningSum(place, isMissing(x) ? 0 : x));
    },
  },
  abs: ofOne(Math.abs),
  ceil: ofOne(Math.ceil),
  floor: ofOne(Math.floor),
  int: ofOne((x) => Math.trunc(x) || 0),
  trunc: ofOne((x) => Math.trunc(x) || 0),
  sign: ofOne(Math.sign),
  sqrt: ofOne(Math.sqrt),
  exp: ofOne(Math.exp),
  ln: ofOne(Math.log),
  log: ofOne(Math.log),
  log10: ofOne(Math.log10),
  sin: ofOne(Math.sin),
  cos: ofOne(Math.cos),
  tan: ofOne(Math.tan),
  asin: ofOne(Math.asin),
  acos: ofOne(Math.acos),
  atan: ofOne(Math.atan),
  mod: ofTwo((x, y) => (y <= 0 ? MISSING : x - y * Math.floor(x / y))),
  comb: ofTwo((n, k) => {
    let result = 1;
    for (let i = 1; i <= Math.min(k, 1000); i += 1) result = (result * (n - k + i)) / i;
    return Math.round(result);
  }),
  max: extreme(Math.max),
  min: extreme(Math.min),
  round: {
    least: 1,
    most: 2,
    call: (values: readonly Value[]) => {
      const x = numberAt(values, 0);
      const unit = values.length > 1 ? numberAt(values, 1) : 1;
      return isMissing(x) || isMissing(unit) ? MISSING : missingCode(roundTo(x, unit));
    },
  },
  runiform: {
    least: 0,
    most: 2,
    call: (values: readonly Value[], scope) => {
      const from = values.length > 0 ? numberAt(values, 0) : 0;
      const to = values.length > 1 ? numberAt(values, 1) : 1;
      return from + (to - from) * scope.random();
    },
  },
  uniform: { least: 0, most: 0, call: (_values, scope) => scope.random() },
  runiformint: {
    least: 2,
    most: 2,
    call: (values: readonly Value[], scope) => {
      const from = Math.ceil(numberAt(values, 0));
      const to = Math.floor(numberAt(values, 1));
      if (from > to) throw new StataError(198, 'invalid syntax');
      return from + Math.floor(scope.random() * (to - from + 1));
    },
  },
  rnormal: {
    least: 0,
    most: 2,
    call: (values: readonly Value[], scope) => {
      const mean = values.length > 0 ? numberAt(values, 0) : 0;
      const deviation = values.length > 1 ? numberAt(values, 1) : 1;
      const radius = Math.sqrt(-2 * Math.log(1 - scope.random()));
      return mean + deviation * radius * Math.cos(2 * Math.PI * scope.random());
    },
  },
};
