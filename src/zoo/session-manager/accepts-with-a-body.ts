import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

export const acceptsWithABody: Specimen = {
  name: 'accepts-with-a-body',
  layer: 'session manager',
  about: 'answers a notification with 200 and an empty object',
  thread: 'frameworks that make JSON of whatever a handler returns',
  breaks: ['T06', 'Z10'],
  open: healthy({
    before: (manager) => async (request) => {
      const response = await manager(request);
      return response.status === 202 ? Response.json({}) : response;
    },
  }),
};
