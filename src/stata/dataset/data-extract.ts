import type { Value } from '../value/value.ts';
import type { Variable } from './variable.ts';

/** Some of the data in memory, as somebody who looks at it from outside sees it. */
export interface DataExtract {
  readonly variables: readonly Pick<Variable, 'name' | 'type'>[];
  /** How many observations there are in all, of which these are the first. */
  readonly count: number;
  /** Which observations these are, counted from 0. */
  readonly observations: readonly number[];
  /** One row an observation, one value a variable; null where a number is missing. */
  readonly rows: readonly (readonly (Value | null)[])[];
}

/** What somebody wants to see of the data. */
export interface ViewOptions {
  /** What follows `if`; default: everything. */
  readonly condition?: string | undefined;
  /** How many rows at most; those that aren't shown are counted all the same. */
  readonly rowsMax: number;
}
