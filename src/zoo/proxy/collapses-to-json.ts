import { isResponse } from '../parts/change-events.ts';
import { collectEventStreams } from '../parts/collect-event-streams.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

export const collapsesToJson: Specimen = {
  name: 'collapses-to-json',
  layer: 'proxy',
  about: 'reads an event stream to its end and answers with the response in it, as JSON',
  thread: 'validmind/atryum#145',
  breaks: ['Z01', 'Z02', 'Z03', 'Z04', 'Z05', 'Z13', 'Z14'],
  open: healthy({
    before: (manager) =>
      collectEventStreams(manager, (text, { headers }) => {
        headers.set('content-type', 'application/json');
        const data = text.split('\n\n').findLast((event) => isResponse(event));
        return new Response(data?.replace(/^[^{]*/, ''), { headers });
      }),
  }),
};
