import type { VirtualClock } from '../../src/clock/virtual-clock.ts';

/** Takes all that is yielded, each with the time at which it came, in milliseconds. */
export async function atTimes<T>(
  clock: VirtualClock,
  items: AsyncIterable<T>,
): Promise<readonly (readonly [atMs: number, item: T])[]> {
  const startedAtMs = clock.now();
  const taken: [number, T][] = [];
  const take = async (): Promise<void> => {
    for await (const item of items) taken.push([clock.now() - startedAtMs, item]);
  };
  await clock.runUntil(take());
  return taken;
}
