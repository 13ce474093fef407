import type { Experiment } from '../experiment.ts';

/** Much more than the sockets of both sides hold. */
const FLOOD = { steps: 256, payloadBytes: 64 * 1024 } as const;
/** How long nothing is read, in milliseconds. */
const HOLD_MS = 2000;

/** A client that stops reading in the midst of a flood, and goes on later. */
export const slowReader: Experiment = {
  id: 'slow-reader',
  about: 'stops reading for two seconds while the tool floods it with 16 MiB',
  calls: true,
  takes: ['stamps', 'payload'],
  runs: 'beside',
  repeats: true,
  lastsMs: () => HOLD_MS + 2500,
  make: async (bench) => {
    const conversation = await bench.converse();
    const options = { label: 'flood', holdMs: HOLD_MS, patienceMs: 20_000 };
    const call = await bench.call(conversation, FLOOD, options);
    return { calls: [call], exchanges: [], notMade: null };
  },
};
