import type { Experiment } from '../experiment.ts';

/** A little longer than any client is silent about: proxies cut after 30 s, some clients after 20. */
const SILENT_MS = 22_000;

/** Long silences: before anything was said, and after. */
export const silence: Experiment = {
  id: 'silence',
  about: 'lets the tool be silent for 22 s, before its first output and after it',
  calls: true,
  takes: ['silence'],
  runs: 'beside',
  repeats: false,
  lastsMs: () => SILENT_MS + 500,
  make: async (bench) => {
    const before = { firstMs: SILENT_MS, silentMs: 0 };
    const after = { firstMs: 100, silentMs: SILENT_MS };
    const calls = await Promise.all([
      bench.call(await bench.converse(), before, { label: 'before the first output' }),
      bench.call(await bench.converse(), after, { label: 'after the first output' }),
    ]);
    return { calls, exchanges: [], notMade: null };
  },
};
