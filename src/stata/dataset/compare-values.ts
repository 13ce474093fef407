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
  // Long texts are the same for long, as a rule, which the engine sees at once.
  while (at + BLOCK <= length && one.slice(at, at + BLOCK) === other.slice(at, at + BLOCK)) {
    at += BLOCK;
  }
  while (at < length && one.charCodeAt(at) === other.charCodeAt(at)) at += 1;
  if (at === length) return one.length - other.length;
  return placeOf(one.charCodeAt(at)) - placeOf(other.charCodeAt(at));
}

/** Where a unit stands among all: those of pairs, which stand for what is beyond, come last. */
function placeOf(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}
