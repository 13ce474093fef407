import { changeEvents } from '../parts/change-events.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

export const sameIdsOnEachStream: Specimen = {
  name: 'same-ids-on-each-stream',
  layer: 'transport',
  about: 'counts the events of each stream from 1',
  thread: 'MCP 2025-11-25, Resumability 1: ids are unique in a session',
  breaks: ['R05', 'Z17'],
  open: healthy({
    before: (manager) =>
      changeEvents(manager, async function* (events, { request: { headers } }) {
        let count = 0;
        const isResumed = headers.has('last-event-id');
        for await (const event of events) {
          count += 1;
          yield isResumed ? event : event.replace(/^id: .*$/m, `id: ${count}`);
        }
      }),
  }),
};
