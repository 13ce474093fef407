import type { Experiment } from './experiment.ts';

/** A server that asks its client something in mid-run, and can't go on before it is answered. */
export const question: Experiment = {
  id: 'question',
  about: 'lets the tool ask its client something, which is answered at once',
  calls: true,
  takes: ['asks'],
  runs: 'beside',
  repeats: true,
  lastsMs: () => 1000,
  make: async (harness) => {
    const conversation = await harness.converse();
    const schedule = { firstMs: 100, gapMs: 100, steps: 2, silentMs: 100, asks: true };
    const options = { label: 'asked', timeoutMs: 3000 };
    return {
      calls: [await harness.call(conversation, schedule, options)],
      exchanges: [],
      notMade: null,
    };
  },
};
