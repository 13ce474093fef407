import { changeEvents, isMessage } from '../parts/change-events.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

export const notPrimed: Specimen = {
  name: 'not-primed',
  layer: 'transport',
  about: 'sends nothing before the first thing that its tool says',
  thread: 'MCP 2025-11-25, Sending Messages 6: servers of earlier versions do not prime',
  breaks: ['R01'],
  open: healthy({
    before: (manager) =>
      changeEvents(manager, async function* (events) {
        for await (const event of events)
          if (isMessage(event) || event.startsWith(':')) yield event;
      }),
  }),
};
