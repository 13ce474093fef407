import type { CallEvidence } from '../evidence.ts';
import type { Experiment } from '../experiment.ts';
import { randomisedDesign, spreadFor } from '../randomised-design.ts';

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
  make: async (bench) => {
    const conversation = await bench.converse();
    const calls: CallEvidence[] = [];
    const options = { label: 'gzip', headers: { 'accept-encoding': 'gzip, deflate' } };
    for (const wish of randomisedDesign(bench, spreadFor(bench.noiseMs))) {
      calls.push(await bench.call(conversation, wish, options));
      // One answer is enough to see that nothing is ever compressed.
      if (calls[0]?.headers?.['content-encoding'] === undefined) break;
    }
    return { calls, exchanges: [], notMade: null };
  },
};
