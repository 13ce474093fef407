import type { Experiment } from './experiment.ts';

const PAYLOAD_BYTES = 64 * 1024;
/** 16 MiB are much more than the sockets of both sides hold; in process there are none to be filled. */
const STEPS_OVER_SOCKETS = 256;
const STEPS_IN_PROCESS = 32;
/** How long nothing is read, in milliseconds. */
const HOLD_MS = 2000;

/** A client that stops reading in the midst of a flood, and goes on later. */
export const slowReader: Experiment = {
  id: 'slow-reader',
  about: 'stops reading for two seconds while the tool floods it, over sockets with 16 MiB',
  calls: true,
  takes: ['stamps', 'payload'],
  runs: 'beside',
  repeats: true,
  lastsMs: () => HOLD_MS + 2500,
  make: async (harness) => {
    const conversation = await harness.converse();
    const options = { label: 'flood', holdMs: HOLD_MS, timeoutMs: 20_000 };
    const isInProcess = harness.target.wire.isInProcess === true;
    const steps = isInProcess ? STEPS_IN_PROCESS : STEPS_OVER_SOCKETS;
    const flood = { steps, payloadBytes: PAYLOAD_BYTES };
    const call = await harness.call(conversation, flood, options);
    return { calls: [call], exchanges: [], notMade: null };
  },
};
