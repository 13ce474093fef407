import type { CallEvidence } from '../evidence/evidence.ts';
import { spreadFor, TRIALS } from '../harness/randomised-design.ts';
import { trialsUntilClear } from '../harness/trials-until-clear.ts';
import type { Experiment } from './experiment.ts';

/** A buffer with a threshold lets large events through and holds small ones back. */
const SIZES = [
  ['100 B', 100],
  ['8 KiB', 8192],
] as const;

/** The law: when the first output is due and how long the run takes, varied independently. */
export const tracking: Experiment = {
  id: 'tracking',
  about: 'varies when the first output is due and how long the run takes, at two payload sizes',
  calls: true,
  takes: ['varies'],
  runs: 'alone',
  repeats: false,
  lastsMs: (harness) => SIZES.length * TRIALS * (250 + 1.5 * spreadFor(harness.noiseMs)),
  make: async (harness) => {
    const sizes = harness.target.stimulus.can.payload ? SIZES : SIZES.slice(0, 1);
    const calls: CallEvidence[] = [];
    for (const [label, payloadBytes] of sizes) {
      calls.push(...(await trialsUntilClear(harness, { label, payloadBytes })));
    }
    return { calls, exchanges: [], notMade: null };
  },
};
