import type { CallEvidence } from '../evidence/evidence.ts';
import type { Experiment } from './experiment.ts';

const DROPS = 6;
const SCHEDULE = { firstMs: 50, gapMs: 100, steps: 8, silentMs: 0 } as const;

/** Clients that go away in the midst of a call, and one that comes after them. */
export const disconnect: Experiment = {
  id: 'disconnect',
  about: 'hangs up in the midst of several calls, and then makes another one',
  calls: true,
  takes: [],
  runs: 'beside',
  repeats: true,
  lastsMs: () => 4000,
  make: async (harness) => {
    const { clock } = harness.target;
    const calls: CallEvidence[] = [];
    for (let drop = 0; drop < DROPS; drop += 1) {
      const conversation = await harness.converse();
      const call = harness.start(conversation, SCHEDULE, { label: 'dropped' });
      await harness.spoken(call, 500);
      call.hangUp();
      await call.over;
      calls.push(call.evidence());
    }
    // As long as the runs would have gone on.
    await clock.sleep(1000);
    const conversation = await harness.converse();
    const after = { firstMs: 200, gapMs: 100, steps: 2, silentMs: 100 };
    calls.push(await harness.call(conversation, after, { label: 'after' }));
    return { calls, exchanges: await conversation.pings('ping after'), notMade: null };
  },
};
