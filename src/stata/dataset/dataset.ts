import type { Variable } from './variable.ts';

/** The data in memory: variables of equal length. */
export class Dataset {
  observations = 0;
  variables: Variable[] = [];
  label = '';
  /** Where it was loaded from or saved to last; empty when it is new. */
  filename = '';
  /** Whether it has changed since. */
  isChanged = false;

  /** The variable of that name. */
  find(name: string): Variable | undefined {
    return this.variables.find((variable) => variable.name === name);
  }
}
