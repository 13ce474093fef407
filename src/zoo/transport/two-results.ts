import { changeEvents, isResponse } from '../parts/change-events.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

export const twoResults: Specimen = {
  name: 'two-results',
  layer: 'transport',
  about: 'sends the response to a call twice',
  thread: 'a retry in a wrapper that does not know that its first try got through',
  breaks: ['Z15', 'Z17'],
  open: healthy({
    before: (manager) =>
      changeEvents(manager, async function* (events) {
        for await (const event of events) {
          yield event;
          if (isResponse(event)) yield event.replace(/^id: .*\n/m, '');
        }
      }),
  }),
};
