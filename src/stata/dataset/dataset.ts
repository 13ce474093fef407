import { StataError } from '../error/stata-error.ts';
import type { Value } from '../value/value.ts';
import type { StorageType } from './storage-type.ts';
import { createVariable, emptyValue, type Variable } from './variable.ts';

/** How many values there may be, in all variables together: some hundred megabytes. */
const VALUES_MAX = 20_000_000;

const VARIABLES_MAX = 5000;

const NAME = /^[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]{0,31}$/;

/** The words that can't be names of variables. */
const RESERVED = new Set(
  '_all _b byte _coef _cons double float if in int long _n _N _pi _pred _rc _skip strL using with'.split(
    ' ',
  ),
);

/** The data in memory: variables, and as many observations in each. */
export class Dataset {
  variables: Variable[] = [];
  /** What numbers are called, by the name of the value label. */
  readonly valueLabels = new Map<string, Map<number, string>>();
  /** What the data are, in words. */
  label = '';
  /** Where they came from or went to last; empty when nowhere. */
  filename = '';
  /** Whether anything is different from what is in the file. */
  isChanged = false;
  /** The names of the variables that they are sorted by. */
  sortedBy: readonly string[] = [];
  #observations = 0;

  get observations(): number {
    return this.#observations;
  }

  /** A copy that has nothing in common with this one. */
  clone(): Dataset {
    const copy = new Dataset();
    copy.replaceBy(this);
    return copy;
  }

  /** Takes over all that another dataset has. */
  replaceBy(other: Dataset): void {
    const variables = other.variables.map((each) => ({ ...each, values: [...each.values] }));
    this.variables.splice(0, this.variables.length, ...variables);
    const labels = [...other.valueLabels].map(([name, label]) => [name, new Map(label)] as const);
    this.valueLabels.clear();
    for (const [name, label] of labels) this.valueLabels.set(name, label);
    this.label = other.label;
    this.filename = other.filename;
    this.isChanged = other.isChanged;
    this.sortedBy = other.sortedBy;
    this.#observations = other.#observations;
  }

  /** Drops everything. */
  clear(): void {
    this.replaceBy(new Dataset());
  }

  /** The variable of exactly this name. */
  find(name: string): Variable | undefined {
    return this.variables.find((variable) => variable.name === name);
  }

  /**
   * Adds a variable of missing values.
   *
   * @throws StataError when the name can't be one (198), is taken (110), or there is no room (900)
   */
  add(name: string, type: StorageType): Variable {
    requireVariableName(name);
    if (this.find(name) !== undefined)
      throw new StataError(110, `variable ${name} already defined`);
    this.#requireRoom(this.variables.length + 1, this.#observations);
    const variable = createVariable(name, type, this.#observations);
    this.variables.push(variable);
    this.isChanged = true;
    return variable;
  }

  /** @throws StataError when the new name can't be one, or is taken */
  rename(variable: Variable, name: string): void {
    requireVariableName(name);
    if (name === variable.name) return;
    if (this.find(name) !== undefined)
      throw new StataError(110, `variable ${name} already defined`);
    this.sortedBy = this.sortedBy.map((each) => (each === variable.name ? name : each));
    variable.name = name;
    this.isChanged = true;
  }

  /** Drops variables. Without any, there are no observations either. */
  dropVariables(variables: readonly Variable[]): void {
    for (const variable of variables) this.variables.splice(this.variables.indexOf(variable), 1);
    const names = new Set(this.variables.map(({ name }) => name));
    const firstGone = this.sortedBy.findIndex((name) => !names.has(name));
    if (firstGone !== -1) this.sortedBy = this.sortedBy.slice(0, firstGone);
    if (this.variables.length === 0) this.#observations = 0;
    this.isChanged = true;
  }

  /** Keeps the observations of which this is true; says how many are gone. */
  keepObservations(isKept: (observation: number) => boolean): number {
    const kept: number[] = [];
    for (let at = 0; at < this.#observations; at += 1) if (isKept(at)) kept.push(at);
    const gone = this.#observations - kept.length;
    if (gone === 0) return 0;
    this.#rearrange(kept);
    this.isChanged = true;
    return gone;
  }

  /**
   * Adds observations of missing values.
   *
   * @throws StataError when there are fewer than now (198), or more than there is room for (901)
   */
  setObservations(count: number): void {
    if (count < this.#observations) {
      throw new StataError(198, `obs() must be at least ${this.#observations}`);
    }
    this.#requireRoom(this.variables.length, count);
    for (const { type, values } of this.variables) {
      while (values.length < count) values.push(emptyValue(type));
    }
    if (count !== this.#observations) this.sortedBy = [];
    this.#observations = count;
    this.isChanged = true;
  }

  /**
   * Sorts the observations, missing values last, equal ones in the order that they had.
   *
   * @param keys - the first counts most; minus one for those that are to be descending
   */
  sort(keys: readonly { readonly variable: Variable; readonly direction: 1 | -1 }[]): void {
    const order = Array.from({ length: this.#observations }, (_, at) => at);
    order.sort((one, other) => {
      for (const { variable, direction } of keys) {
        const order = compare(variable.values[one], variable.values[other]);
        if (order !== 0) return order * direction;
      }
      return one - other;
    });
    this.#rearrange(order);
    const isAscending = keys.every(({ direction }) => direction === 1);
    this.sortedBy = isAscending ? keys.map(({ variable }) => variable.name) : [];
    this.isChanged = true;
  }

  /** What a value is called by its variable's value label; undefined when by none. */
  labelOf({ valueLabel }: Variable, value: Value): string | undefined {
    return typeof value === 'number' ? this.valueLabels.get(valueLabel)?.get(value) : undefined;
  }

  #rearrange(order: readonly number[]): void {
    for (const { type, values } of this.variables) {
      const arranged = order.map((at) => values[at] ?? emptyValue(type));
      values.length = 0;
      for (const value of arranged) values.push(value);
    }
    this.#observations = order.length;
  }

  #requireRoom(variables: number, observations: number): void {
    if (variables > VARIABLES_MAX) throw new StataError(900, 'no room to add more variables');
    if (Math.max(1, variables) * observations > VALUES_MAX) {
      throw new StataError(901, 'no room to add more observations');
    }
  }
}

/** @throws StataError when a name can't be a variable's */
export function requireVariableName(name: string): void {
  if (NAME.test(name) && !RESERVED.has(name) && !/^str\d+$/.test(name)) return;
  throw new StataError(198, `${name} invalid name`);
}

function compare(one: Value | undefined, other: Value | undefined): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  if (typeof one === 'string' && typeof other === 'string') {
    return Buffer.compare(Buffer.from(one), Buffer.from(other));
  }
  return 0;
}
