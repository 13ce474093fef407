import { answerInstead } from '../parts/change-requests.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

export const cancelIgnored: Specimen = {
  name: 'cancel-ignored',
  layer: 'session manager',
  about: 'takes no notice of a cancellation',
  thread: 'typescript-sdk 1.32.2: request id 0 cannot be cancelled',
  breaks: ['C06', 'Z08'],
  open: healthy({
    before: (manager) =>
      answerInstead(manager, ({ method }) =>
        method === 'notifications/cancelled' ? new Response(null, { status: 202 }) : undefined,
      ),
  }),
};
