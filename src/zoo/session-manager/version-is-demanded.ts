import { answerInstead } from '../parts/change-requests.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

export const versionIsDemanded: Specimen = {
  name: 'version-is-demanded',
  layer: 'session manager',
  about: 'refuses a request that names no version',
  thread: 'strict gateways: the header is taken to be required of clients of any age',
  breaks: ['V02'],
  open: healthy({
    before: (manager) =>
      answerInstead(manager, ({ request, method }) =>
        method !== 'initialize' && !request.headers.has('mcp-protocol-version')
          ? new Response('which version?', { status: 400 })
          : undefined,
      ),
  }),
};
