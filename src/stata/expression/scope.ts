import type { Matrix } from '../results/matrix.ts';
import type { Budget } from '../value/budget.ts';
import type { Value } from '../value/value.ts';
import type { StoredClass } from './expression.ts';

/** What names in an expression stand for, and what functions may ask of the world. */
export interface Scope {
  /** The steps that this evaluation may still take. Each evaluation has its own scope. */
  readonly budget: Budget;
  /** A variable (in the observation that is looked at), a scalar, `_n`, `_N`, `_rc`; else undefined. */
  name(name: string): Value | undefined;
  /** A stored result; missing when there is none. */
  stored(storedClass: StoredClass, name: string): Value;
  /** One observation of a variable, counted from 1; undefined when there is no such variable. */
  observation(variable: string, at: number): Value | undefined;
  /** An element of a matrix, such as `A[1,2]`, `e(b)[1,1]` or `_b[x]`; undefined when there is none. */
  element(matrix: string, at: readonly (Value | string)[]): number | undefined;
  /** A matrix: `A`, `r(table)`, `e(b)`; undefined when there is none. */
  matrix(name: string): Matrix | undefined;
  /** The next number between 0 and 1 that `runiform()` gives. */
  random(): number;
  /** The milliseconds since 1 January 1960, in local time. */
  now(): number;
  /** Adds to the running sum of a `sum()` call, and returns it. */
  runningSum(place: object, addend: number): number;
  /** What the last match found: 0 is the whole of it. */
  lastMatch: readonly string[];
}
