import { changeEvents } from '../parts/change-events.ts';
import type { Specimen } from '../parts/specimen.ts';
import { stateless } from '../parts/stateless.ts';

export const openAfterTheResponse: Specimen = {
  name: 'open-after-the-response',
  layer: 'transport',
  about: 'leaves a stream open when the final response is on it',
  thread: 'MCP 2026-07-28, Receiving Messages: the final response SHOULD terminate the stream',
  protocolVersion: '2026-07-28',
  breaks: ['T13'],
  open: stateless({
    before: (manager) =>
      changeEvents(manager, async function* (events) {
        yield* events;
        await new Promise<never>(() => {});
      }),
  }),
};
