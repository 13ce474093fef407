import { isEventStream } from './change-body.ts';
import { isResponse } from './change-events.ts';
import { openHealthy } from './open-healthy.ts';
import type { Specimen } from './specimen.ts';

export const collapsesToJson: Specimen = {
  name: 'collapses-to-json',
  layer: 'proxy',
  about: 'reads an event stream to its end and answers with the response in it, as JSON',
  thread: 'validmind/atryum#145',
  breaks: ['Z01', 'Z02', 'Z03', 'Z04', 'Z05', 'Z13', 'Z14'],
  open: ({ clock }) =>
    openHealthy({
      clock,
      before: (manager) => async (request) => {
        const response = await manager(request);
        if (request.method !== 'POST' || !isEventStream(response)) return response;
        const headers = new Headers(response.headers);
        headers.set('content-type', 'application/json');
        const text = await response.text();
        const data = text.split('\n\n').findLast((event) => isResponse(event));
        return new Response(data?.replace(/^[^{]*/, ''), { headers });
      },
    }),
};
