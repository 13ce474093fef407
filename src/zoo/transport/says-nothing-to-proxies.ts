import type { Specimen } from '../parts/specimen.ts';
import { stateless } from '../parts/stateless.ts';

export const saysNothingToProxies: Specimen = {
  name: 'says-nothing-to-proxies',
  layer: 'transport',
  about: 'sends event streams without X-Accel-Buffering, so that nginx collects them',
  thread: 'nginx/nginx#1505; the TypeScript SDK up to 1.29; the Python SDK 1',
  protocolVersion: '2026-07-28',
  breaks: ['T17'],
  open: stateless({
    before: (manager) => async (request) => {
      const { status, headers, body } = await manager(request);
      headers.delete('x-accel-buffering');
      return new Response(body, { status, headers });
    },
  }),
};
