import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { mersenne } from 'pure-rand/generator/mersenne';
import type { Duration } from './duration.ts';

/** Decides how long a duration is this time, in whole milliseconds. Each call draws anew. */
export type Draw = (duration: Duration) => number;

/**
 * Draws from a seed: the same seed gives the same lengths in the same order. All whole milliseconds
 * from `baseMs - jitterMs` to `baseMs + jitterMs` are equally likely. A duration without jitter
 * takes nothing from the generator.
 */
export function createDraw(seed: number): Draw {
  // The Mersenne twister scrambles its seed. The faster generators of this library don't, and their
  // first draws for the seeds 1, 2 and 3 are neighbours.
  const random = mersenne(seed);
  return ({ baseMs, jitterMs }) =>
    jitterMs === 0 ? baseMs : uniformInt(random, baseMs - jitterMs, baseMs + jitterMs);
}
