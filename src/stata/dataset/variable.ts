import { MISSING } from '../value/missing.ts';
import type { Value } from '../value/value.ts';
import { defaultFormat, isStringType, type StorageType } from './storage-type.ts';

/** Another frame, and the variables that identify its observations. */
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
  /** The variable label; empty when there is none. */
  label: string;
  /** The name of the value label that its numbers are shown with; empty for none. */
  valueLabel: string;
  /** For a variable that `frlink` made: the frame that its values are observations of. */
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

/** Missing values for a number of observations. */
export function emptyValues(type: StorageType, count: number): Value[] {
  return new Array<Value>(count).fill(emptyValue(type));
}

/** The missing value of a variable's type. */
export function emptyValue(type: StorageType): Value {
  return isStringType(type) ? '' : MISSING;
}
