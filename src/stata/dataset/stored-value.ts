import { isMissing, MISSING } from '../value/missing.ts';
import type { Value } from '../value/value.ts';
import {
  holds,
  isStringType,
  promoted,
  type StorageType,
  stored,
  stringTypeFor,
  widerStringType,
} from './storage-type.ts';
import { emptyValue, type Variable } from './variable.ts';

/** What is found again of a value that was put into a variable of some type: missing when it has no room. */
export function storedValue(type: StorageType, value: Value | undefined): Value {
  if (value === undefined) return emptyValue(type);
  if (typeof value === 'string') return value;
  if (holds(type, value)) return stored(type, value);
  const whole = Math.trunc(value);
  return type !== 'float' && type !== 'double' && holds(type, whole) ? whole : MISSING;
}

/** The type that a variable needs for one value more: the one that it has, if that holds it. */
export function typeHolding(type: StorageType, value: Value): StorageType {
  if (typeof value === 'string') return widerStringType(type, stringTypeFor(value));
  return holds(type, value) ? type : promoted(type, value);
}

/** The smallest type that holds all of these. */
export function smallestType(values: readonly Value[]): StorageType {
  const first: StorageType = typeof values[0] === 'string' ? 'str1' : 'byte';
  return values.reduce(typeHolding, first);
}

/** Makes a variable's type as large as more values need it; says whether it was too small. */
export function makeRoom(variable: Variable, values: Iterable<Value>): boolean {
  const before = variable.type;
  for (const value of values) variable.type = typeHolding(variable.type, value);
  if (variable.type === before) return false;
  if (isStringType(before)) {
    variable.format = `%${Math.max(9, Number(variable.type.slice(3)) || 9)}s`;
  }
  return true;
}

export function isEmpty(value: Value | undefined): boolean {
  return value === undefined || value === '' || (typeof value === 'number' && isMissing(value));
}
