import type { Specimen } from '../parts/specimen.ts';
import { stateless } from '../parts/stateless.ts';

export const hangingUpIsIgnored: Specimen = {
  name: 'hanging-up-is-ignored',
  layer: 'session manager',
  about: 'lets a run go on when the client that it is for has gone',
  thread:
    'rust-sdk#857, PR#967: a disconnect never cancels; right up to 2025-11-25, wrong from 2026-07-28',
  protocolVersion: '2026-07-28',
  breaks: ['C03'],
  open: stateless({
    before:
      (manager) =>
      async ({ url, method, headers, body }) => {
        // Without the signal of the client's own request.
        const init = { method, headers, body, duplex: 'half' } as const;
        const response = await manager(new Request(url, init));
        if (response.body === null) return response;
        const { status, headers: given } = response;
        return new Response(readOn(response.body), { status, headers: given });
      },
  }),
};

/** The same bytes; when nobody wants them any more, they are read all the same. */
function readOn(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  const next = () => reader.read();
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const { done, value } = await next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: () => {
        void (async () => {
          while (!(await next()).done);
        })();
      },
    },
    { highWaterMark: 0 },
  );
}
