import type { CallEvidence } from '../evidence/evidence.ts';
import type { RunSchedule } from '../terms/script.ts';
import type { Experiment } from './experiment.ts';

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
  lastsMs: ({ sharesSession }) => (sharesSession ? 2 : 1) * (SILENT_MS + 500),
  make: async (harness) => {
    const before = { firstMs: SILENT_MS, silentMs: 0 };
    const after = { firstMs: 100, silentMs: SILENT_MS };
    const begin = async (schedule: Partial<RunSchedule>, label: string): Promise<CallEvidence> =>
      harness.call(await harness.converse(), schedule, { label });
    const first = begin(before, 'before the first output');
    if (harness.sharesSession) await first;
    const calls = await Promise.all([first, begin(after, 'after the first output')]);
    return { calls, exchanges: [], notMade: null };
  },
};
