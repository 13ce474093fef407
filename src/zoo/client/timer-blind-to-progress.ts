import { changeBody } from '../parts/change-body.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

export const timerBlindToProgress: Specimen = {
  name: 'timer-blind-to-progress',
  layer: 'client',
  about: 'gives up a call after two seconds, whatever is heard of it',
  thread: 'inspector#2028; typescript-sdk#245; claude-code#20335',
  breaks: ['T10', 'Z05', 'Z14', 'Z15'],
  open: healthy({
    before: (manager, { clock }) =>
      changeBody(manager, async function* (chunks, { request: { method } }) {
        const dueMs = method === 'POST' ? clock.now() + 2000 : Number.POSITIVE_INFINITY;
        for await (const chunk of chunks) {
          if (clock.now() > dueMs) return;
          yield chunk;
        }
      }),
  }),
};
