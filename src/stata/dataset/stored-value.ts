import { isMissing, MISSING } from '../value/missing.ts';
import type { Value } from '../value/value.ts';
import type { Work } from '../work/effect.ts';
import { eachInChunks } from '../work/in-chunks.ts';
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

/** What a variable of some type keeps of a value: missing when the value doesn't fit. */
export function storedValue(type: StorageType, value: Value | undefined): Value {
  if (value === undefined) return emptyValue(type);
  if (typeof value === 'string') return value;
  if (holds(type, value)) return stored(type, value);
  const whole = Math.trunc(value);
  return type !== 'float' && type !== 'double' && holds(type, whole) ? whole : MISSING;
}

/** The type that a variable needs to hold one more value. It stays as it is if the value fits. */
export function typeHolding(type: StorageType, value: Value): StorageType {
  if (typeof value === 'string') return widerStringType(type, stringTypeFor(value));
  return holds(type, value) ? type : promoted(type, value);
}

/** The smallest type that holds all of these. */
export function smallestType(values: readonly Value[]): Work<StorageType> {
  return typeHoldingAll(typeof values[0] === 'string' ? 'str1' : 'byte', values);
}

/** The type that a variable needs for many values more. */
export function* typeHoldingAll(
  type: StorageType,
  values: Iterable<Value | undefined>,
): Work<StorageType> {
  let wide = type;
  const widen = (value: Value | undefined): void => {
    if (value !== undefined) wide = typeHolding(wide, value);
  };
  yield* eachInChunks(values, widen, 0.3);
  return wide;
}

/** Gives a variable a type that is at least as large as its own; says whether it is larger. */
export function widenTo(variable: Variable, type: StorageType): boolean {
  const before = variable.type;
  variable.type = type;
  if (type === before) return false;
  if (isStringType(before)) {
    variable.format = `%${Math.max(9, Number(variable.type.slice(3)) || 9)}s`;
  }
  return true;
}

export function isEmpty(value: Value | undefined): boolean {
  return value === undefined || value === '' || (typeof value === 'number' && isMissing(value));
}
