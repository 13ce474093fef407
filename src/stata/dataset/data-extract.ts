import type { Value } from '../value/value.ts';
import type { Variable } from './variable.ts';

/** Some of the data in memory, as somebody who looks at it from outside sees it. */
export interface DataExtract {
  readonly variables: readonly Pick<Variable, 'name' | 'type'>[];
  /** Which observations these are, counted from 0. */
  readonly observations: readonly number[];
  /** One row an observation, one value a variable; null where a number is missing. */
  readonly rows: readonly (readonly (Value | null)[])[];
}
