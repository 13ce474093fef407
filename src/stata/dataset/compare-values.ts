import { compareBytes, utf8BytesOf } from '../../timeline/utf8.ts';
import type { Value } from '../value/value.ts';

/** Compares values as Stata sorts them: missing values last, texts by their UTF-8. */
export function compareValues(one: Value, other: Value): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return compareTexts(String(one), String(other));
}

/** By code points, not by JavaScript's units. */
function compareTexts(one: string, other: string): number {
  if (one === other) return 0;
  // Most texts differ in letters whose order is the same in both.
  const isPlain = !/[\ud800-\uffff]/.test(one) && !/[\ud800-\uffff]/.test(other);
  if (isPlain) return one < other ? -1 : 1;
  return compareBytes(utf8BytesOf(one), utf8BytesOf(other));
}
