import { isEventStream } from '../parts/change-body.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

export const gzipWithoutFlush: Specimen = {
  name: 'gzip-without-flush',
  layer: 'transport',
  about: 'compresses event streams, and never flushes what it compresses',
  thread: 'express compression() before typescript-sdk 1.30.0; Kludex/starlette PR#2753; nest#5762',
  breaks: ['Z06'],
  sockets: { experiments: ['noise', 'tracking', 'gzip'], hasOneSize: true },
  open: healthy({
    before: (manager) => async (request) => {
      const response = await manager(request);
      const { status, body } = response;
      const takes = request.headers.get('accept-encoding')?.includes('gzip') ?? false;
      if (!takes || body === null || !isEventStream(response)) return response;
      const headers = new Headers(response.headers);
      headers.set('content-encoding', 'gzip');
      return new Response(body.pipeThrough(new CompressionStream('gzip')), { status, headers });
    },
  }),
};
