import type { z } from 'zod';
import { closest } from './closest.ts';
import { keysOf } from './keys-of.ts';

/** The longest text that is quoted whole in a message. */
const QUOTED_CHARS_MAX = 40;

/** Words for zod: `wait must be a duration, not the number 2`. */
export function mustBe(allowed: string): z.core.$ZodErrorMap {
  return ({ path, input }) => {
    const key = String(path?.at(-1));
    if (input === undefined) return `${key} is missing: it must be ${allowed}`;
    return `${key} must be ${allowed}, not ${describe(input)}`;
  };
}

/** `unknown step "prnt": allowed are print and so on. Did you mean "print"?` */
export function unknown(what: string, word: string, allowed: readonly string[]): string {
  const verb = allowed.length === 1 ? 'allowed is only' : 'allowed are';
  return `unknown ${what} ${quote(word)}: ${verb} ${allowed.join(', ')}${guess(word, allowed)}`;
}

/** `. Did you mean "print"?`, or nothing if no candidate is near. */
export function guess(word: string, candidates: readonly string[]): string {
  const near = closest(word, candidates);
  return near === undefined ? '' : `. Did you mean "${near}"?`;
}

/** A value as a message calls it; never longer than a line. */
export function describe(value: unknown): string {
  if (value === null) return 'an empty value';
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value !== 'object') return `the ${typeof value} ${String(value)}`;
  return keysOf(value).length === 0 ? 'an empty mapping' : 'a mapping';
}

/** A text in quotes, cut short if it is long. */
export function quote(text: string): string {
  const isLong = text.length > QUOTED_CHARS_MAX;
  return JSON.stringify(isLong ? `${text.slice(0, QUOTED_CHARS_MAX)}…` : text);
}
