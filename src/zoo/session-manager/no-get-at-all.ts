import { answerInstead } from '../parts/change-requests.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

export const noGetAtAll: Specimen = {
  name: 'no-get-at-all',
  layer: 'session manager',
  about: 'answers GET with 404',
  thread: 'routers with one route for POST',
  breaks: ['T01', 'G01', 'Z17'],
  open: healthy({
    before: (manager) =>
      answerInstead(manager, ({ request }) =>
        request.method === 'GET' ? new Response('Not Found', { status: 404 }) : undefined,
      ),
  }),
};
