import type { Value } from '../value/value.ts';
import type { Scope } from './scope.ts';

/** A function of Stata's, and how many arguments it takes. */
export interface StataFunction {
  readonly least: number;
  readonly most: number;
  readonly call: (values: readonly Value[], scope: Scope) => Value;
}
