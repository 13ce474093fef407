import type { Verdict } from './verdict.ts';

/**
 * What all verdicts come to.
 *
 * - `broken`: a rule that must be kept is broken
 * - `cannot-tell`: none is, but of one nobody knows
 * - `kept`: all that must be kept are
 */
export type Conclusion = 'kept' | 'broken' | 'cannot-tell';

/** @param options.strict - counts what should be kept as if it must be; default false */
export function concludeFrom(
  verdicts: readonly Verdict[],
  { strict = false }: { readonly strict?: boolean } = {},
): Conclusion {
  const counting = verdicts.filter(({ level }) => strict || level === 'must');
  if (counting.some(({ outcome }) => outcome === 'fail')) return 'broken';
  if (counting.some(({ outcome }) => outcome === 'cannot-tell')) return 'cannot-tell';
  return counting.some(({ outcome }) => outcome === 'pass') ? 'kept' : 'cannot-tell';
}
