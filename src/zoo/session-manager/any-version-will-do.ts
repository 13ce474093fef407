import { withHeaders } from '../parts/change-requests.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

export const anyVersionWillDo: Specimen = {
  name: 'any-version-will-do',
  layer: 'session manager',
  about: 'takes no notice of the version that a request names',
  thread: 'servers written before 2025-06-18, which brought the header',
  breaks: ['V03'],
  open: healthy({
    before: (manager) => (request) =>
      manager(withHeaders(request, { 'mcp-protocol-version': '2025-11-25' })),
  }),
};
