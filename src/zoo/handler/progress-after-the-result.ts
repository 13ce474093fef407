import { changeEvents, isResponse } from '../parts/change-events.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

export const progressAfterTheResult: Specimen = {
  name: 'progress-after-the-result',
  layer: 'handler',
  about: 'goes on telling of progress when the result is sent',
  thread: 'typescript-sdk#2580; claude-code#47765: progress after the response drops the transport',
  breaks: ['P03', 'Z15'],
  open: healthy({
    before: (manager) =>
      changeEvents(manager, async function* (events, { text }) {
        const token = /"progressToken":\s*(\d+)/.exec(text)?.[1];
        for await (const event of events) {
          yield event;
          if (token === undefined || !isResponse(event)) continue;
          const params = { progressToken: Number(token), progress: 1000 };
          const late = { jsonrpc: '2.0', method: 'notifications/progress', params };
          yield `event: message\ndata: ${JSON.stringify(late)}\n\n`;
        }
      }),
  }),
};
