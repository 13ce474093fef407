import type { Value } from '../value/value.ts';

/** How a variable's values are stored. Strings are `str1` … `str2045` and `strL`. */
type StorageType = 'byte' | 'int' | 'long' | 'float' | 'double' | `str${number}` | 'strL';

/** One column of a dataset. */
export interface Variable {
  name: string;
  type: StorageType;
  /** The `%` format that its values are shown in. */
  format: string;
  label: string;
  /** The name of the value label that it has; empty without one. */
  valueLabel: string;
  /** One a observation: all numbers, or all strings. */
  readonly values: Value[];
}
