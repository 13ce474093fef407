import { isHung } from '../evidence/call-outcome.ts';
import type { CallEvidence } from '../evidence/evidence.ts';
import { noiseOf } from '../evidence/noise-of.ts';
import type { Experiment } from './experiment.ts';

const CALLS = 16;

/** How much latency scatters when nothing is waited for: what all other times are measured by. */
export const noise: Experiment = {
  id: 'noise',
  about: 'calls the tool without any delay, to learn how noisy the machine is',
  calls: true,
  takes: [],
  runs: 'alone',
  repeats: false,
  lastsMs: () => CALLS * 30,
  make: async (harness) => {
    const conversation = await harness.converse();
    const calls: CallEvidence[] = [];
    for (let index = 0; index < CALLS && !calls.some(isHung); index += 1) {
      calls.push(await harness.call(conversation, {}, { label: 'no delay' }));
    }
    harness.noiseMs = noiseOf(calls);
    return { calls, exchanges: [], notMade: null };
  },
};
