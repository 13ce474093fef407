import { changeEvents, isResponse } from '../parts/change-events.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

export const cancelledStreamStays: Specimen = {
  name: 'cancelled-stream-stays',
  layer: 'session manager',
  about: 'leaves the stream of a cancelled call open',
  thread: 'cyanheads/mcp-ts-core#401; punkpeye/fastmcp PR#326; the TypeScript SDK up to 1.32.2',
  breaks: ['Z08'],
  open: healthy({
    before: (manager) =>
      changeEvents(manager, async function* (events, { request: { method } }) {
        let isAnswered = method !== 'POST';
        for await (const event of events) {
          isAnswered ||= isResponse(event);
          yield event;
        }
        if (!isAnswered) await new Promise<never>(() => {});
      }),
  }),
};
