import { check } from 'recheck';
import type { Literal } from './literals.ts';

/** How long it may take to make out what a regular expression can come to, in milliseconds. */
const TIMEOUT_MS = 5000;

/**
 * How a regular expression's time grows with the text that somebody makes up for it.
 *
 * @returns `linear`; or how much more it is, and the text; or why that can't be told
 */
export async function growthOf({
  pattern,
  flags,
}: Pick<Literal, 'pattern' | 'flags'>): Promise<string> {
  // What has lookarounds is tried out, with texts that are bred to be slow.
  const checker = /\(\?<?[=!]|\\b|\\B/i.test(pattern) ? 'fuzz' : 'automaton';
  const found = await check(pattern, flags.replace('v', 'u'), {
    checker,
    timeout: TIMEOUT_MS,
    attackTimeout: 500,
    incubationTimeout: 1000,
  });
  if (found.status === 'safe') return 'linear';
  if (found.status === 'unknown') return `unknown: ${found.error.kind}`;
  return `${found.complexity.summary}: ${found.attack.pattern.slice(0, 100)}`;
}
