import type { Work } from '../engine/effect.ts';
import { timesInParts } from '../engine/in-parts.ts';

/** The numbers below a count that are not among these, which are in order. */
export function* otherRows(rows: readonly number[], count: number): Work<readonly number[]> {
  const others: number[] = [];
  let next = 0;
  const take = (at: number): void => {
    if (rows[next] === at) next += 1;
    else others.push(at);
  };
  yield* timesInParts(count, take, 0.1);
  return others;
}
