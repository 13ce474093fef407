import { trialsUntilClear } from '../harness/trials-until-clear.ts';
import type { Experiment } from './experiment.ts';

/** The law once more, for a client that takes compressed answers, as every browser does. */
export const gzip: Experiment = {
  id: 'gzip',
  about: 'does the same with small events for a client that accepts gzip',
  calls: true,
  takes: ['varies'],
  runs: 'alone',
  repeats: false,
  // Hardly anything at all, where nothing is compressed.
  lastsMs: () => 1000,
  make: async (harness) => {
    const options = { label: 'gzip', headers: { 'accept-encoding': 'gzip, deflate' } };
    // One answer is enough to see that nothing is ever compressed.
    const call = await harness.call(await harness.converse(), {}, options);
    const isCompressed = call.headers?.['content-encoding'] !== undefined;
    const calls = isCompressed ? await trialsUntilClear(harness, options) : [call];
    return { calls, exchanges: [], notMade: null };
  },
};
