import type { Variable } from './variable.ts';

/** Finds variables by their names, and by what these begin with, without looking at all of them. */
export class VariableIndex {
  readonly #byName: Map<string, Variable>;
  /** Sorted by name, so that names with the same beginning are neighbours. */
  #sorted: readonly Variable[] | undefined;

  constructor(variables: readonly Variable[]) {
    this.#byName = new Map(variables.map((variable) => [variable.name, variable]));
  }

  add(variable: Variable): void {
    this.#byName.set(variable.name, variable);
    this.#sorted = undefined;
  }

  /** The variable of exactly this name. */
  get(name: string): Variable | undefined {
    return this.#byName.get(name);
  }

  /** One or two of those whose names begin so: the first, and one more to say that there are several. */
  startingWith(start: string): readonly Variable[] {
    this.#sorted ??= [...this.#byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    const sorted = this.#sorted;
    let [from, to] = [0, sorted.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((sorted[middle]?.name ?? '') < start) from = middle + 1;
      else to = middle;
    }
    return sorted.slice(from, from + 2).filter(({ name }) => name.startsWith(start));
  }
}
