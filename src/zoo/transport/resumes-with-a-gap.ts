import { changeEvents, isMessage } from '../parts/change-events.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

export const resumesWithAGap: Specimen = {
  name: 'resumes-with-a-gap',
  layer: 'transport',
  about: 'loses the first event after a cut',
  thread: 'event stores that give back what comes after the next event',
  breaks: ['Z17'],
  open: healthy({
    before: (manager) =>
      changeEvents(manager, async function* (events, { request: { headers } }) {
        // An output is two messages: a line of a log, and progress.
        let losesYet = headers.has('last-event-id') ? 2 : 0;
        for await (const event of events) {
          if (losesYet === 0 || !isMessage(event)) yield event;
          else losesYet -= 1;
        }
      }),
  }),
};
