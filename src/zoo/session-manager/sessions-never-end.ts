import { answerInstead } from '../parts/change-requests.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

export const sessionsNeverEnd: Specimen = {
  name: 'sessions-never-end',
  layer: 'session manager',
  about: 'goes on serving a session that was ended',
  thread: 'python-sdk#3494 and others: DELETE is answered and nothing is deleted',
  breaks: ['S05'],
  open: healthy({
    before: (manager) =>
      answerInstead(manager, ({ request }) =>
        request.method === 'DELETE' ? new Response(null, { status: 200 }) : undefined,
      ),
  }),
};
