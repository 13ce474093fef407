import type { Specimen } from '../parts/specimen.ts';
import { stateless } from '../parts/stateless.ts';

export const mindsOldSessions: Specimen = {
  name: 'minds-old-sessions',
  layer: 'session manager',
  about: 'still looks for the session that a request names, and refuses it when there is none',
  thread: 'MCP 2026-07-28, Earlier Streamable HTTP Revisions: an Mcp-Session-Id is to be ignored',
  protocolVersion: '2026-07-28',
  breaks: ['G06'],
  open: stateless({
    before: (manager) => async (request) =>
      request.headers.has('mcp-session-id') && request.method === 'POST'
        ? new Response(null, { status: 404 })
        : manager(request),
  }),
};
