import { StataError } from '../error/stata-error.ts';
import { outOfMemory } from '../memory/memory.ts';
import { MISSING } from '../value/missing.ts';
import type { Value } from '../value/value.ts';
import type { Work } from '../work/effect.ts';
import { mapInChunks } from '../work/in-chunks.ts';
import { orderInChunks } from '../work/sort-in-chunks.ts';
import { compareValues } from './compare-values.ts';
import { requireMemory, requireMemoryForVariables, widthOf } from './memory-budget.ts';
import type { Rows } from './rows.ts';
import { isStringType, type StorageType } from './storage-type.ts';
import { createVariable, emptyValue, emptyValues, type Variable } from './variable.ts';
import { VariableIndex } from './variable-index.ts';

/** How long all texts together may be, in characters. */
const TEXT_MAX = 32 * 1024 * 1024;

/** How many bytes a number takes, about. A text counts as several numbers: see `memory-budget.ts`. */
const VALUE_SIZE = 8;

/** How many numbers one value label may name: Stata's own limit. */
const MAPPINGS_MAX = 65_536;

/** How many value labels there may be. */
const LABELS_MAX = 5000;

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

/** A value label: the text of each number. */
export type ValueLabel = ReadonlyMap<number, string>;

/** The data in memory: variables, and as many observations in each. */
export class Dataset {
  /** The data label. */
  label = '';
  /** The file that the data were last read from or written to; empty when there is none. */
  filename = '';
  /** Whether anything is different from what is in the file. */
  isChanged = false;
  /** The names of the variables that they are sorted by. */
  sortedBy: readonly string[] = [];
  #variables: Variable[] = [];
  readonly #valueLabels = new Map<string, ValueLabel>();
  /** The value labels that no other dataset shares, so that mappings can be added in place. */
  readonly #ownLabels = new Map<string, Map<number, string>>();
  #index = new VariableIndex([]);
  /** How much memory an observation takes, in numbers: see {@link widthOf}. */
  #width = 0;
  /** The summed lengths of a variable's texts, by its array of values, for texts without a fixed width. */
  #lengths = new WeakMap<readonly Value[], number>();
  #observations = 0;
  /** How much memory value labels take, in bytes or so. */
  #labelSize = 0;

  get variables(): readonly Variable[] {
    return this.#variables;
  }

  /**
   * Replaces all variables. Each has one value for each observation. They have to be assigned again after one of
   * them changed from numbers to texts, since the memory that an observation takes is counted here.
   */
  set variables(variables: readonly Variable[]) {
    this.#variables = [...variables];
    this.#index = new VariableIndex(variables);
    this.#width = widthOf(variables.map(({ type }) => type));
  }

  get observations(): number {
    return this.#observations;
  }

  /** How much memory it takes, in bytes or so. Texts are counted as long as their type is wide. */
  get size(): number {
    const values = VALUE_SIZE * this.#width * Math.max(1, this.#observations);
    return values + this.#labelSize + this.textLength;
  }

  /** How long its texts are, in characters. */
  get textLength(): number {
    let length = 0;
    for (const { type, values } of this.variables) {
      if (type === 'strL') length += this.#lengthOf(values);
      else if (isStringType(type)) length += Number(type.slice(3)) * this.#observations;
    }
    return length;
  }

  /** It is kept, since each statement asks for it, and only whole commands change texts. */
  #lengthOf(values: readonly Value[]): number {
    let length = this.#lengths.get(values);
    if (length === undefined) {
      length = 0;
      for (const value of values) length += String(value).length;
      this.#lengths.set(values, length);
    }
    return length;
  }

  /** Changes one value of a variable that has it already. */
  store(variable: Variable, at: number, value: Value): void {
    variable.values[at] = value;
    this.#lengths.delete(variable.values);
    this.isChanged = true;
  }

  /** @throws StataError r(909) when there is no memory for so many more characters */
  requireMemoryForText(length: number): void {
    // A command may ask before it is over.
    if (length > 0) this.#lengths = new WeakMap();
    if (length > 0 && this.textLength + length > TEXT_MAX) throw outOfMemory();
  }

  /** Value labels by their names. */
  get valueLabels(): ReadonlyMap<string, ValueLabel> {
    return this.#valueLabels;
  }

  /**
   * Defines a value label, or replaces the one of that name.
   *
   * @throws StataError r(1000) when there are too many
   */
  setValueLabel(name: string, label: ValueLabel): void {
    const isTooMuch = this.#valueLabels.size >= LABELS_MAX && !this.#valueLabels.has(name);
    if (isTooMuch || label.size > MAPPINGS_MAX) throw new StataError(1000, 'system limit exceeded');
    this.dropValueLabel(name);
    this.#labelSize += sizeOf(label);
    this.#valueLabels.set(name, label);
  }

  /** Shares a value label with another dataset. */
  shareValueLabel(other: Dataset, name: string): void {
    const label = other.valueLabels.get(name);
    if (label === undefined) return;
    other.#ownLabels.delete(name);
    this.setValueLabel(name, label);
  }

  /** Drops a value label; says whether there was one. */
  dropValueLabel(name: string): boolean {
    const label = this.#valueLabels.get(name);
    if (label === undefined) return false;
    this.#labelSize -= sizeOf(label);
    this.#ownLabels.delete(name);
    return this.#valueLabels.delete(name);
  }

  /** Adds a number's text to a value label. @throws StataError r(1000) when it has too many */
  labelValue(name: string, number: number, text: string): void {
    let own = this.#ownLabels.get(name);
    if (own === undefined) {
      own = new Map(this.#valueLabels.get(name));
      this.setValueLabel(name, own);
      this.#ownLabels.set(name, own);
    }
    if (own.size >= MAPPINGS_MAX) throw new StataError(1000, 'system limit exceeded');
    this.#labelSize += sizeOfText(text) - sizeOfText(own.get(number));
    own.set(number, text);
  }

  /** A copy that has nothing in common with this one. */
  clone(): Dataset {
    const copy = new Dataset();
    copy.replaceBy(this);
    return copy;
  }

  /** Takes over all that another dataset has. */
  replaceBy(other: Dataset): void {
    this.variables = other.variables.map((each) => ({ ...each, values: each.values.slice() }));
    const labels = [...other.valueLabels];
    this.#valueLabels.clear();
    this.#ownLabels.clear();
    other.#ownLabels.clear();
    for (const [name, label] of labels) this.#valueLabels.set(name, label);
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
    return this.#index.get(name);
  }

  /** One or two of the variables whose names begin so: the first, and whether it is the only one. */
  startingWith(start: string): readonly Variable[] {
    return this.#index.startingWith(start);
  }

  /** Gives variables other names. @param names - the new ones by the old ones */
  rename(names: ReadonlyMap<string, string>): void {
    const renamed = ({ name }: Variable): string => names.get(name) ?? name;
    for (const variable of this.#variables) Object.assign(variable, { name: renamed(variable) });
    this.#index = new VariableIndex(this.#variables);
    this.sortedBy = this.sortedBy.map((name) => names.get(name) ?? name);
    this.isChanged = true;
  }

  /**
   * Adds a variable of missing values.
   *
   * @throws StataError when the name can't be one (198), is taken (110), or there is no memory (900)
   */
  add(name: string, type: StorageType): Variable {
    const variable = createVariable(name, type, 0);
    this.#append(variable);
    variable.values = emptyValues(type, this.#observations);
    return variable;
  }

  #append(variable: Variable): void {
    const { name, type } = variable;
    requireVariableName(name);
    if (this.find(name) !== undefined)
      throw new StataError(110, `variable ${name} already defined`);
    this.requireMemoryFor([type]);
    this.#variables.push(variable);
    this.#index.add(variable);
    this.#width += widthOf([type]);
    this.isChanged = true;
  }

  /** @throws StataError r(900) when there is no memory for more variables of these types */
  requireMemoryFor(types: readonly StorageType[]): void {
    const width = this.#width + widthOf(types);
    requireMemoryForVariables(this.#observations, this.variables.length + types.length, width);
  }

  /**
   * Adds a variable that has its values. The first one says how many observations there are.
   *
   * @throws StataError as {@link add} does
   */
  put(variable: Variable): void {
    if (this.#variables.length === 0) this.setObservations(variable.values.length);
    this.#append({ ...variable });
  }

  /** A dataset without variables, with this one's label, file name and value labels. */
  emptied(): Dataset {
    const empty = new Dataset();
    this.#ownLabels.clear();
    for (const [name, label] of this.#valueLabels) empty.#valueLabels.set(name, label);
    empty.label = this.label;
    empty.filename = this.filename;
    empty.#labelSize = this.#labelSize;
    return empty;
  }

  /** Drops variables. Without any, there are no observations either. */
  dropVariables(variables: readonly Variable[]): void {
    const gone = new Set(variables);
    this.variables = this.#variables.filter((variable) => !gone.has(variable));
    const names = new Set(this.variables.map(({ name }) => name));
    const firstGone = this.sortedBy.findIndex((name) => !names.has(name));
    if (firstGone !== -1) this.sortedBy = this.sortedBy.slice(0, firstGone);
    if (this.variables.length === 0) this.#observations = 0;
    this.isChanged = true;
  }

  /** Keeps only these observations, which are in ascending order; says how many are dropped. */
  *keepObservations(kept: Rows): Work<number> {
    const gone = this.#observations - kept.length;
    if (gone > 0) yield* this.arrange(kept);
    return gone;
  }

  /** Rearranges the observations: these, in this order, each as often as it is named. */
  *arrange(order: Rows): Work {
    const columns: Value[][] = [];
    for (const { type, values } of this.variables) {
      columns.push(yield* mapInChunks(order, (at) => values[at] ?? emptyValue(type), 0.1));
    }
    this.replaceObservations(columns, order.length);
  }

  /**
   * Gives all variables other values at once.
   *
   * @param columns - those of each variable, in the order of the variables
   * @throws StataError when there is no memory for so many observations
   */
  replaceObservations(columns: readonly Value[][], observations: number): void {
    requireMemory(observations, this.variables.length, this.#width);
    for (const [index, variable] of this.variables.entries()) {
      variable.values = columns[index] ?? variable.values;
    }
    this.#observations = observations;
    this.isChanged = true;
  }

  /**
   * Adds observations of missing values.
   *
   * @throws StataError when there are fewer than now (198), or too many for the memory (901)
   */
  setObservations(count: number): void {
    if (count < this.#observations) {
      throw new StataError(198, `obs() must be at least ${this.#observations}`);
    }
    requireMemory(count, this.variables.length, this.#width);
    for (const variable of this.variables) {
      const more = emptyValues(variable.type, count - this.#observations);
      variable.values = variable.values.concat(more);
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
  *sort(keys: readonly SortKey[]): Work {
    const order = yield* orderInChunks(this.#observations, comparing(keys));
    yield* this.arrange(order);
    const isAscending = keys.every(({ direction }) => direction === 1);
    this.sortedBy = isAscending ? keys.map(({ variable }) => variable.name) : [];
  }

  /** The text that a variable's value label has for a value; undefined when it has none. */
  labelOf({ valueLabel }: Variable, value: Value): string | undefined {
    return typeof value === 'number' ? this.#valueLabels.get(valueLabel)?.get(value) : undefined;
  }
}

/** @throws StataError when a name can't be a variable's */
export function requireVariableName(name: string): void {
  if (NAME.test(name) && !RESERVED.has(name) && !/^str\d+$/.test(name)) return;
  throw new StataError(198, `${name} invalid name`);
}

function sizeOf(label: ValueLabel): number {
  let size = 64;
  for (const text of label.values()) size += sizeOfText(text);
  return size;
}

function sizeOfText(text: string | undefined): number {
  return text === undefined ? 0 : text.length + 64;
}

type Compare = (one: number, other: number) => number;

function comparing(keys: readonly SortKey[]): Compare {
  const [first, ...others] = keys.map(comparingOne);
  if (first === undefined) return () => 0;
  if (others.length === 0) return first;
  return (one, other) => {
    const order = first(one, other);
    if (order !== 0) return order;
    for (const compare of others) {
      const order = compare(one, other);
      if (order !== 0) return order;
    }
    return 0;
  };
}

function comparingOne({ variable: { values }, direction }: SortKey): Compare {
  return (one, other) =>
    direction * compareValues(values[one] ?? MISSING, values[other] ?? MISSING);
}
