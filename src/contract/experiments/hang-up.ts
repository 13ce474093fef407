import type { Experiment } from './experiment.ts';

/** When the client leaves, in milliseconds after the first output. */
const AFTER_MS = 100;
/** How long the run would go on then, and how long it is given to stop. */
const LEFT_MS = 4000;
const STOPPED_MS = 2000;

/** A client that goes away in the midst of a call, and one that asks what became of it. */
export const hangUp: Experiment = {
  id: 'hang-up',
  about: 'hangs up in the midst of a call, and asks two seconds later what became of it',
  calls: true,
  takes: ['recalls'],
  runs: 'beside',
  repeats: true,
  lastsMs: () => STOPPED_MS + 1000,
  make: async (harness) => {
    const { clock } = harness.target;
    const conversation = await harness.converse();
    const schedule = { firstMs: 100, gapMs: 250, steps: LEFT_MS / 250 };
    const prepared = harness.prepare(schedule);
    const call = conversation.call(prepared, { label: 'left' });
    await harness.spoken(call, 1000);
    await clock.sleep(AFTER_MS);
    call.hangUp();
    await call.over;
    await clock.sleep(STOPPED_MS);
    const recalled = await harness.call(
      await harness.converse(),
      { recall: prepared.name },
      { label: 'recalled' },
    );
    return { calls: [call.evidence(), recalled], exchanges: [], notMade: null };
  },
};
