import type { Value } from '../value/value.ts';

/** Compares values as Stata sorts them: missing values last, texts by their UTF-8. */
export function compareValues(one: Value, other: Value): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return compareTexts(String(one), String(other));
}

/** How much of long texts is compared at once, in characters. */
const BLOCK = 1024;

/** By code points, not by JavaScript's units. */
function compareTexts(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  let at = 0;
  // Long texts mostly begin alike, and the engine compares equal texts fast.
  while (at + BLOCK <= length && one.slice(at, at + BLOCK) === other.slice(at, at + BLOCK)) {
    at += BLOCK;
  }
  while (at < length && one.charCodeAt(at) === other.charCodeAt(at)) at += 1;
  if (at === length) return one.length - other.length;
  return placeOf(one.charCodeAt(at)) - placeOf(other.charCodeAt(at));
}

/** A UTF-16 unit's place in the order of code points: surrogates come after all other units. */
function placeOf(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}
