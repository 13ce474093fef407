import type { Experiment } from '../experiment.ts';
import { randomisedDesign } from '../randomised-design.ts';

/** A dozen processes' worth of work at once is noisy, but a few seconds of it cost little. */
const WIDE_MS = 1500;

/** The law for runs that go on at the same time, each in a session of its own. */
export const concurrency: Experiment = {
  id: 'concurrency',
  about: 'makes a dozen calls at the same time, each in a session of its own',
  calls: true,
  takes: ['varies'],
  runs: 'alone',
  repeats: true,
  lastsMs: () => 2 * WIDE_MS,
  make: async (bench) => {
    const wishes = randomisedDesign(bench, WIDE_MS);
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
