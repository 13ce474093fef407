import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

export const acceptsAnything: Specimen = {
  name: 'accepts-anything',
  layer: 'session manager',
  about: 'accepts what is no JSON',
  thread: 'handlers that parse later, when the answer is on its way',
  breaks: ['T07', 'Z10'],
  open: healthy({
    before: (manager) => async (request) => {
      const response = await manager(request);
      return response.status === 400 &&
        request.headers.has('mcp-session-id') &&
        (await response.clone().text()).includes('-32700')
        ? new Response(null, { status: 202 })
        : response;
    },
  }),
};
