import type { CallEvidence } from '../evidence/evidence.ts';
import type { Experiment } from './experiment.ts';

/** Wide enough apart for a merged event to show, however noisy the machine is. */
const GAPS_MS = [150, 250, 400] as const;
const STEPS = 7;
/** Clearly longer than any gap, or what is held until the end would look like an output in time. */
const SILENT_MS = 700;
/** What comes after the result, and whether anything does, is looked at here. */
const CLOSE_TIMEOUT_MS = 1200;

/** Several outputs in even distances, and a silence after the last one. */
export const gaps: Experiment = {
  id: 'gaps',
  about: 'lets the tool speak several times, at three paces',
  calls: true,
  takes: [],
  runs: 'alone',
  repeats: true,
  lastsMs: () => GAPS_MS.reduce((sum, gapMs) => sum + STEPS * gapMs + SILENT_MS, 0),
  make: async (harness) => {
    const conversation = await harness.converse();
    const calls: CallEvidence[] = [];
    for (const gapMs of GAPS_MS) {
      const schedule = { firstMs: gapMs, gapMs, steps: STEPS, silentMs: SILENT_MS };
      const label = `every ${gapMs} ms`;
      const options = { label, closeTimeoutMs: CLOSE_TIMEOUT_MS, watchesItself: true };
      calls.push(await harness.call(conversation, schedule, options));
    }
    // One without a token: progress may be told only to those who asked for it.
    const schedule = { firstMs: 50, gapMs: 50, steps: 3, silentMs: 50 };
    calls.push(
      await harness.call(conversation, schedule, {
        label: 'no token',
        progress: false,
        closeTimeoutMs: CLOSE_TIMEOUT_MS,
      }),
    );
    return { calls, exchanges: [], notMade: null };
  },
};
