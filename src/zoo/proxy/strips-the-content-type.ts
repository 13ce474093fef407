import { isEventStream } from '../parts/change-body.ts';
import { healthy } from '../parts/healthy.ts';
import { isCall, posted } from '../parts/posted.ts';
import type { Specimen } from '../parts/specimen.ts';

export const stripsTheContentType: Specimen = {
  name: 'strips-the-content-type',
  layer: 'proxy',
  about: 'calls an event stream plain text',
  thread: 'gateways that set a default type; typescript-sdk: Unexpected content type',
  breaks: ['T08'],
  open: healthy({
    before: (manager) => async (request) => {
      const asked = await posted(request);
      const response = await manager(request);
      const { status, body } = response;
      const headers = new Headers(response.headers);
      if (isCall(asked) && isEventStream(response)) headers.set('content-type', 'text/plain');
      return new Response(body, { status, headers });
    },
  }),
};
