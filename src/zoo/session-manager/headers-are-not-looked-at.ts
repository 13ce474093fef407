import { withHeaders } from '../parts/change-requests.ts';
import { posted } from '../parts/posted.ts';
import type { Specimen } from '../parts/specimen.ts';
import { stateless } from '../parts/stateless.ts';

export const headersAreNotLookedAt: Specimen = {
  name: 'headers-are-not-looked-at',
  layer: 'session manager',
  about: 'goes by the body alone, whatever the headers say that gateways go by',
  thread: 'MCP 2026-07-28, Server Validation; SEP-2243 says what it is for',
  protocolVersion: '2026-07-28',
  breaks: ['V05'],
  open: stateless({
    before: (manager) => async (request) => {
      const { method, text } = await posted(request);
      if (method === undefined) return manager(request);
      const found = (key: string) => new RegExp(`"${key}":"([^"]*)"`).exec(text)?.[1] ?? '';
      return manager(
        withHeaders(request, {
          'mcp-method': method,
          'mcp-name': found('name'),
          'mcp-protocol-version': found('io.modelcontextprotocol/protocolVersion'),
        }),
      );
    },
  }),
};
