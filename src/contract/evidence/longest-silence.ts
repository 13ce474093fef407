import type { CallEvidence } from './evidence.ts';

/** The longest time in which nothing at all was heard of a call, in milliseconds. */
export function longestSilenceMs({ arrivals }: CallEvidence): number {
  const instants = arrivals.map(({ atMs }) => atMs);
  const silences = instants.map((atMs, index) => atMs - (instants[index - 1] ?? atMs));
  return Math.max(0, ...silences);
}
