import type { Experiment } from './experiment.ts';

/** The call would go on for as long as this after it was cancelled, in milliseconds. */
const LEFT_MS = 3000;
/** When it is cancelled, in milliseconds after its first output. */
const AFTER_MS = 100;

/** A call that is cancelled in its midst, and one that is cancelled when it is over. */
export const cancel: Experiment = {
  id: 'cancel',
  about: 'cancels a call in its midst, and another one when it is over',
  calls: true,
  takes: [],
  runs: 'beside',
  repeats: true,
  lastsMs: () => LEFT_MS + 1000,
  make: async (harness) => {
    const { clock } = harness.target;
    const conversation = await harness.converse();
    const schedule = { firstMs: 100, gapMs: 250, steps: LEFT_MS / 250, silentMs: 0 };
    const call = harness.start(conversation, schedule, { label: 'cancelled', timeoutMs: 500 });
    await harness.spoken(call, 1000);
    await clock.sleep(AFTER_MS);
    await call.cancel();
    await call.over;
    const finished = await harness.call(conversation, {}, { label: 'finished' });
    const late = { params: { requestId: finished.requestId } };
    const exchanges = [
      await conversation.tell('cancel of a finished call', 'notifications/cancelled', late),
      await conversation.ping('ping after'),
    ];
    return { calls: [call.evidence(), finished], exchanges, notMade: null };
  },
};
