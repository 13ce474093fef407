import { idsIn } from '../evidence/event-ids.ts';
import { notApplicable } from '../terms/verdict.ts';
import type { Experiment } from './experiment.ts';

const SCHEDULE = { firstMs: 100, gapMs: 150, steps: 6, silentMs: 150 } as const;
/** How long the client stays away, in milliseconds: two outputs and a half. */
const AWAY_MS = 375;

/** A client that is cut off after the first output, and comes back for the rest. */
export const resume: Experiment = {
  id: 'resume',
  about: 'hangs up after the first output, and resumes the stream where it was cut',
  calls: true,
  takes: [],
  runs: 'beside',
  repeats: true,
  lastsMs: () => 2500,
  make: async (harness) => {
    const { clock } = harness.target;
    const conversation = await harness.converse();
    const call = harness.start(conversation, SCHEDULE, { label: 'resumed' });
    const other = harness.start(conversation, SCHEDULE, { label: 'another of the session' });
    await harness.spoken(call, 500);
    // The event that was heard, and whatever came with it.
    await clock.sleep(20);
    call.hangUp();
    await call.over;
    const lastEventId = idsIn(call.evidence().arrivals).at(-1);
    if (lastEventId === undefined) {
      other.hangUp();
      await other.over;
      const notMade = notApplicable(
        'no event with an id was heard before the cut, so nothing can be resumed',
      );
      return { calls: [], exchanges: [], notMade };
    }
    await clock.sleep(AWAY_MS);
    const openedAtMs = clock.now();
    const resumed = conversation.resume(call, lastEventId);
    await resumed.overWithin(3000);
    await Promise.all([resumed.over, other.over]);
    const { status, arrivals } = resumed;
    const stream = { via: 'resumed', openedAtMs, status, arrivals } as const;
    return { calls: [call.evidence([stream]), other.evidence()], exchanges: [], notMade: null };
  },
};
