import type { Specimen } from '../parts/specimen.ts';
import { stateless } from '../parts/stateless.ts';

export const unknownMethodsAreAccepted: Specimen = {
  name: 'unknown-methods-are-accepted',
  layer: 'session manager',
  about: 'says in the body that there is no such method, and 200 in the status',
  thread: 'every server up to 2025-11-25, where that was right',
  protocolVersion: '2026-07-28',
  breaks: ['V06'],
  open: stateless({
    before: (manager) => async (request) => {
      const response = await manager(request);
      const { status, headers, body } = response;
      return status === 404 ? new Response(body, { headers }) : response;
    },
  }),
};
