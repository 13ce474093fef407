import type { Value } from '../value/value.ts';
import type { Scope } from './scope.ts';

/** A function of Stata's, and how many arguments it takes. */
export interface StataFunction {
  readonly least: number;
  readonly most: number;
  /** @param place - tells this call from all others in the expression, and is the same in all observations */
  readonly call: (values: readonly Value[], scope: Scope, place: object) => Value;
}
