import { changeEvents } from '../parts/change-events.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

/** A replay is over at once; in milliseconds, for a machine that is busy. */
const REPLAY_MS = 20;

export const stopsAfterTheReplay: Specimen = {
  name: 'stops-after-the-replay',
  layer: 'transport',
  about: 'gives back what was missed, and then nothing more',
  thread:
    'modelcontextprotocol/servers#4087: an event store that takes an event’s id for a stream’s',
  breaks: ['Z17'],
  open: healthy({
    before: (manager, { clock }) =>
      changeEvents(manager, async function* (events, { request: { headers } }) {
        const isResumed = headers.has('last-event-id');
        const startedAtMs = clock.now();
        for await (const event of events) {
          if (!isResumed || clock.now() <= startedAtMs + REPLAY_MS) yield event;
        }
      }),
  }),
};
