import { StataError } from '../error/stata-error.ts';
import { MISSING } from '../value/missing.ts';
import type { Value } from '../value/value.ts';

/** A function's argument as a number; one that was left out is missing. */
export function numberAt(values: readonly Value[], index: number): number {
  const value = values[index];
  if (value === undefined) return MISSING;
  if (typeof value === 'number') return value;
  throw new StataError(109, 'type mismatch');
}

/** A function's argument as a string; one that was left out is empty. */
export function textAt(values: readonly Value[], index: number): string {
  const value = values[index];
  if (value === undefined) return '';
  if (typeof value === 'string') return value;
  throw new StataError(109, 'type mismatch');
}
