import type { CallEvidence } from '../evidence/evidence.ts';
import type { Experiment } from './experiment.ts';

/** A tool that fails: before it has said anything, and after. */
export const failure: Experiment = {
  id: 'failure',
  about: 'lets the tool fail, before its first output and after it',
  calls: true,
  takes: ['fails'],
  runs: 'beside',
  repeats: true,
  lastsMs: () => 1500,
  make: async (harness) => {
    const conversation = await harness.converse();
    const calls: CallEvidence[] = [];
    const schedule = { firstMs: 200, gapMs: 200, steps: 3 };
    const before = { ...schedule, failAt: 0 };
    calls.push(await harness.call(conversation, before, { label: 'before the first output' }));
    const after = { ...schedule, failAt: 2 };
    calls.push(await harness.call(conversation, after, { label: 'after two outputs' }));
    return { calls, exchanges: await conversation.pings('ping after'), notMade: null };
  },
};
