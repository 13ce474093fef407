import { changeEvents } from '../parts/change-events.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

export const neverEnds: Specimen = {
  name: 'never-ends',
  layer: 'transport',
  about: 'leaves a stream open when the response is on it',
  thread: 'MCP 2025-11-25, Sending Messages 6: the server SHOULD terminate the stream',
  breaks: ['T12', 'Z08'],
  open: healthy({
    before: (manager) =>
      changeEvents(manager, async function* (events) {
        yield* events;
        await new Promise<never>(() => {});
      }),
  }),
};
