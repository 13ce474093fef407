import { randomisedDesign } from '../harness/randomised-design.ts';
import type { Experiment } from './experiment.ts';

/** A dozen processes' worth of work at once is noisy, but a few seconds of it cost little. */
const WIDE_MS = 1500;

/** The law for runs that go on at the same time, each in a session of its own. */
export const concurrency: Experiment = {
  id: 'concurrency',
  about: 'makes a dozen calls at the same time, each in a session of its own',
  calls: true,
  takes: ['varies'],
  apart: true,
  runs: 'alone',
  repeats: true,
  lastsMs: () => 2 * WIDE_MS,
  make: async (harness) => {
    const prepared = [];
    for (const schedule of randomisedDesign(harness, WIDE_MS)) {
      prepared.push({ schedule, conversation: await harness.converse() });
    }
    const calls = await harness.staggered(prepared, ({ conversation, schedule }) =>
      harness.call(conversation, schedule, { label: 'at the same time' }),
    );
    await Promise.all(prepared.map(({ conversation }) => conversation[Symbol.asyncDispose]()));
    return { calls, exchanges: [], notMade: null };
  },
};
