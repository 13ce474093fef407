import { MISSING } from '../value/missing.ts';
import type { Value } from '../value/value.ts';
import { defaultFormat, isStringType, type StorageType } from './storage-type.ts';

/** Another frame, and what its observations are told apart by. */
interface FrameLink {
  readonly frame: string;
  readonly keys: readonly string[];
}

/** A column of a dataset. */
export interface Variable {
  /** `Dataset.rename` changes it. */
  readonly name: string;
  type: StorageType;
  /** How its values are shown, such as `%9.0g`. */
  format: string;
  /** What it is, in words; empty when nobody said. */
  label: string;
  /** The name of the value label that its numbers are shown with; empty for none. */
  valueLabel: string;
  /** What its values are places in, when `frlink` has made it. */
  readonly link?: FrameLink;
  /** One value for each observation. */
  values: Value[];
}

/** A variable of missing values. */
export function createVariable(name: string, type: StorageType, observations: number): Variable {
  return {
    name,
    type,
    format: defaultFormat(type),
    label: '',
    valueLabel: '',
    values: emptyValues(type, observations),
  };
}

/** As many values that nobody filled in. */
export function emptyValues(type: StorageType, count: number): Value[] {
  return new Array<Value>(count).fill(emptyValue(type));
}

/** What a variable has in an observation that nobody filled in. */
export function emptyValue(type: StorageType): Value {
  return isStringType(type) ? '' : MISSING;
}
