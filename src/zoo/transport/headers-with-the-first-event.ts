import { isEventStream } from '../parts/change-body.ts';
import { isMessage } from '../parts/change-events.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

export const headersWithTheFirstEvent: Specimen = {
  name: 'headers-with-the-first-event',
  layer: 'transport',
  about: 'sends its headers with the first thing that its tool says',
  thread: 'honojs/node-server#244; typescript-sdk up to 1.24.3; its v2 toNodeHandler',
  breaks: ['Z04', 'Z05'],
  open: healthy({
    before: (manager) => async (request) => {
      const response = await manager(request);
      const { status, headers, body } = response;
      if (request.method !== 'POST' || body === null || !isEventStream(response)) return response;
      const reader = body.getReader();
      request.signal.addEventListener('abort', () => void reader.cancel().catch(() => {}));
      const early: Uint8Array[] = [];
      for (;;) {
        const { done, value } = await reader.read();
        if (value !== undefined) early.push(value);
        if (done || isMessage(new TextDecoder().decode(value))) break;
      }
      const rest = new ReadableStream<Uint8Array>(
        {
          pull: async (controller) => {
            const { done, value } =
              early.length > 0 ? { done: false, value: early.shift() } : await reader.read();
            if (done || value === undefined) controller.close();
            else controller.enqueue(value);
          },
          cancel: (reason) => reader.cancel(reason),
        },
        { highWaterMark: 0 },
      );
      return new Response(rest, { status, headers });
    },
  }),
};
