import type { StreamEvidence } from '../evidence/evidence.ts';
import type { StreamSubscription } from '../harness/stream-subscription.ts';
import type { Experiment } from './experiment.ts';

const SCHEDULE = { firstMs: 150, gapMs: 100, steps: 4, silentMs: 100 } as const;

/** How long a server may take to open a GET stream, in milliseconds. */
const OPENING_MS = 100;

/**
 * Two sessions, each with a GET stream open and a call under way, one of them with two: what is said
 * in one call must be heard on its own stream, and nowhere else.
 */
export const isolation: Experiment = {
  id: 'isolation',
  about: 'listens on every stream of two clients while calls of both run',
  calls: true,
  takes: [],
  apart: true,
  runs: 'alone',
  repeats: true,
  lastsMs: () => 1000,
  make: async (harness) => {
    const { clock, stimulus, lines } = harness.target;
    const mine = await harness.converse();
    // Clients give the same tokens, and who mixes them up is found by markers. Where there are none,
    // tokens are all that tells.
    const theirs = await harness.converse({ firstId: stimulus.can.marks ? 0 : 100 });
    const openedAtMs = clock.now();
    // What isn't MCP has no streams but those of its calls.
    const streams = lines === undefined ? [mine, theirs].map((each) => each.listen()) : [];
    const [ofMine, ofTheirs] = mine.isStateless
      ? (['listen', 'listen'] as const)
      : (['get', 'other-session'] as const);
    await clock.sleep(OPENING_MS);
    const heardOn = (subscription: StreamSubscription | undefined, via: StreamEvidence['via']) =>
      subscription === undefined
        ? []
        : [{ via, openedAtMs, status: subscription.status, arrivals: subscription.arrivals }];
    const running = [
      {
        call: harness.start(mine, SCHEDULE, { label: 'mine' }),
        own: streams[0],
        other: streams[1],
      },
      {
        call: harness.start(mine, SCHEDULE, { label: 'mine too' }),
        own: streams[0],
        other: streams[1],
      },
      {
        call: harness.start(theirs, SCHEDULE, { label: 'theirs' }),
        own: streams[1],
        other: streams[0],
      },
    ];
    await Promise.all(running.map(({ call }) => call.over));
    await clock.sleep(OPENING_MS);
    for (const stream of streams) stream.hangUp();
    await Promise.all(streams.map(({ over }) => over));
    const calls = running.map(({ call, own, other }) =>
      call.evidence([...heardOn(own, ofMine), ...heardOn(other, ofTheirs)]),
    );
    return { calls, exchanges: [], notMade: null };
  },
};
