import { answerInstead } from '../parts/change-requests.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

export const oneCallAtATime: Specimen = {
  name: 'one-call-at-a-time',
  layer: 'handler',
  about: 'lets a call wait for the one before it, of whatever session',
  thread: 'stata-mcp 0.3.4: a blocking call in an async handler holds up the event loop',
  breaks: ['Z05', 'Z12'],
  open: healthy({
    before: (manager) => {
      let last: Promise<unknown> = Promise.resolve();
      return answerInstead(manager, async ({ request, method }) => {
        if (method !== 'tools/call') return undefined;
        const before = last;
        const over = Promise.withResolvers<void>();
        last = over.promise;
        await before;
        if (request.signal.aborted) over.resolve();
        const { status, headers, body } = await manager(request);
        request.signal.addEventListener('abort', () => over.resolve());
        const end = new TransformStream<Uint8Array, Uint8Array>({ flush: () => over.resolve() });
        return new Response(body?.pipeThrough(end) ?? null, { status, headers });
      });
    },
  }),
};
