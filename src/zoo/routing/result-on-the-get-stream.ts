import { broadcast } from '../parts/broadcast.ts';
import { isResponse } from '../parts/change-events.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

export const resultOnTheGetStream: Specimen = {
  name: 'result-on-the-get-stream',
  layer: 'routing',
  about: 'sends the response to a call to the GET stream as well',
  thread: 'MCP 2025-11-25, Listening 4',
  breaks: ['G03', 'G05'],
  open: healthy({
    before: (manager) =>
      broadcast(manager, (event) => isResponse(event) && event.includes('"content"')),
  }),
};
