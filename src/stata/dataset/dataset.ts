import { compareBytes, utf8BytesOf } from '../../timeline/utf8.ts';
import { StataError } from '../error/stata-error.ts';
import { outOfMemory } from '../memory/memory.ts';
import type { Value } from '../value/value.ts';
import { sortedInSteps } from './sort-in-steps.ts';
import { isStringType, type StorageType } from './storage-type.ts';
import { createVariable, emptyValue, type Variable } from './variable.ts';

/** How many values there may be, in all variables together. */
const VALUES_MAX = 2_000_000;

/** How long all texts together may be, in characters. */
const TEXT_MAX = 32 * 1024 * 1024;

const VARIABLES_MAX = 5000;

/** How many numbers one value label may name: Stata's own limit. */
const MAPPINGS_MAX = 65_536;

const NAME = /^[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]{0,31}$/;

/** The words that can't be names of variables. */
const RESERVED = new Set(
  '_all _b byte _coef _cons double float if in int long _n _N _pi _pred _rc _skip strL using with'.split(
    ' ',
  ),
);

/** What observations are sorted by. */
export interface SortKey {
  readonly variable: Variable;
  /** Minus one for what is to be descending. */
  readonly direction: 1 | -1;
}

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
  /** What labels of values take, also those that are gone by now. */
  #labelSize = 0;

  get observations(): number {
    return this.#observations;
  }

  /** How much memory it takes, in bytes or so. Texts are counted as long as their type is wide. */
  get size(): number {
    const values = 8 * this.variables.length * Math.max(1, this.#observations);
    return values + this.#labelSize + this.textLength;
  }

  /** How long its texts are, in characters. */
  get textLength(): number {
    let length = 0;
    for (const { type, values } of this.variables) {
      if (type === 'strL') for (const value of values) length += String(value).length;
      else if (isStringType(type)) length += Number(type.slice(3)) * this.#observations;
    }
    return length;
  }

  /** @throws StataError r(909) when there is no room for so many characters more */
  requireRoomForText(length: number): void {
    if (length > 0 && this.textLength + length > TEXT_MAX) throw outOfMemory();
  }

  /** Calls a number something. @throws StataError when there is no room for more */
  labelValue(name: string, number: number, text: string): void {
    const label = this.valueLabels.get(name) ?? new Map<number, string>();
    if (label.size >= MAPPINGS_MAX) throw new StataError(1000, 'system limit exceeded');
    this.#labelSize += text.length + 64;
    this.valueLabels.set(name, label.set(number, text));
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
    this.#labelSize = other.#labelSize;
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
    if ((this.variables.length + 1) * this.#observations > VALUES_MAX) {
      throw new StataError(900, 'no room to add more variables');
    }
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
   * @param keys - the first counts most
   */
  sort(keys: readonly SortKey[]): void {
    this.#settle(
      Array.from({ length: this.#observations }, (_, at) => at).sort(comparing(keys)),
      keys,
    );
  }

  /** The same, a little at a time: it stops after each ten thousand observations or so. */
  *sortInSteps(keys: readonly SortKey[]): Generator<void, void, void> {
    const order = yield* sortedInSteps(this.#observations, comparing(keys));
    this.#settle(order, keys);
  }

  #settle(order: readonly number[], keys: readonly SortKey[]): void {
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

/** Equal observations stay in the order that they had. */
function comparing(keys: readonly SortKey[]): (one: number, other: number) => number {
  return (one, other) => {
    for (const { variable, direction } of keys) {
      const order = compare(variable.values[one], variable.values[other]);
      if (order !== 0) return order * direction;
    }
    return one - other;
  };
}

function compare(one: Value | undefined, other: Value | undefined): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  if (typeof one === 'string' && typeof other === 'string') {
    return compareTexts(one, other);
  }
  return 0;
}

/** By their UTF-8, as Stata does: by code points, not by JavaScript's units. */
function compareTexts(one: string, other: string): number {
  if (one === other) return 0;
  // Most texts differ in letters whose order is the same in both.
  const isPlain = !/[\ud800-\uffff]/.test(one) && !/[\ud800-\uffff]/.test(other);
  if (isPlain) return one < other ? -1 : 1;
  return compareBytes(utf8BytesOf(one), utf8BytesOf(other));
}
