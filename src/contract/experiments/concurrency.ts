import type { Experiment } from '../experiment.ts';
import { randomisedDesign, spreadFor } from '../randomised-design.ts';

/** The law for runs that go on at the same time, each in a session of its own. */
export const concurrency: Experiment = {
  id: 'concurrency',
  about: 'makes a dozen calls at the same time, each in a session of its own',
  takes: ['varies'],
  runs: 'alone',
  repeats: true,
  lastsMs: (bench) => 4 * spreadFor(bench.noiseMs),
  make: async (bench) => {
    const wishes = randomisedDesign(bench, 2 * spreadFor(bench.noiseMs));
    const conversations = await Promise.all(wishes.map(() => bench.converse()));
    const calls = await Promise.all(
      wishes.flatMap((wish, index) => {
        const conversation = conversations[index];
        return conversation === undefined
          ? []
          : [bench.call(conversation, wish, { label: 'at the same time' })];
      }),
    );
    await Promise.all(conversations.map((each) => each[Symbol.asyncDispose]()));
    return { calls, exchanges: [], notMade: null };
  },
};
