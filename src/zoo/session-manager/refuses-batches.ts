import { answerInstead } from '../parts/change-requests.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

export const refusesBatches: Specimen = {
  name: 'refuses-batches',
  layer: 'session manager',
  about: 'refuses a batch of messages',
  thread: 'servers that were written for 2025-06-18, which took batches away',
  breaks: ['T05'],
  open: healthy({
    before: (manager) =>
      answerInstead(manager, ({ request, text }) =>
        request.method === 'POST' && text.startsWith('[')
          ? new Response('one message at a time', { status: 400 })
          : undefined,
      ),
  }),
  protocolVersion: '2025-03-26',
};
