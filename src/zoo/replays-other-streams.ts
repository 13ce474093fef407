import { changeEvents, isMessage, isResponse } from './change-events.ts';
import { openHealthy } from './open-healthy.ts';
import type { Specimen } from './specimen.ts';

export const replaysOtherStreams: Specimen = {
  name: 'replays-other-streams',
  layer: 'transport',
  about: 'replays what was said on other streams of the session too',
  thread: 'python-sdk, examples: an event store without stream ids',
  breaks: ['R08', 'Z17'],
  open: ({ clock }) =>
    openHealthy({
      clock,
      before: (manager) => {
        const said: string[] = [];
        return changeEvents(manager, async function* (events, { request: { method, headers } }) {
          if (headers.has('last-event-id')) yield* said.splice(0);
          for await (const event of events) {
            if (method === 'POST' && isMessage(event) && !isResponse(event)) said.push(event);
            yield event;
          }
        });
      },
    }),
};
