import type { Experiment } from './experiment.ts';

/**
 * Two sessions are begun, since what one of them has must not be what the other one has. Without
 * sessions there is nothing to begin, and the server is asked what it is.
 */
export const handshake: Experiment = {
  id: 'handshake',
  about: 'begins two sessions',
  calls: false,
  takes: [],
  runs: 'alone',
  repeats: false,
  lastsMs: () => 500,
  make: async (harness) => {
    const first = await harness.open();
    if (first.conversation.isStateless) {
      return { calls: [], exchanges: first.exchanges, notMade: null };
    }
    const second = await harness.open();
    const [again, ...others] = second.exchanges;
    const exchanges = [
      ...first.exchanges,
      ...(again === undefined ? [] : [{ ...again, asked: 'second initialize' as const }]),
      ...others,
    ];
    return { calls: [], exchanges, notMade: null };
  },
};
