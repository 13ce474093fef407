import type { Specimen } from '../parts/specimen.ts';
import { stateless } from '../parts/stateless.ts';

export const logsUnasked: Specimen = {
  name: 'logs-unasked',
  layer: 'handler',
  about: 'sends log messages to those who asked for none',
  thread: 'MCP 2026-07-28, Per-request log level: what every server did until it was told a level',
  protocolVersion: '2026-07-28',
  breaks: ['L03'],
  open: stateless({
    before: (manager) => async (request) => {
      const { url, method, headers, signal } = request;
      if (method !== 'POST') return manager(request);
      const level = '"io.modelcontextprotocol/logLevel":"debug"';
      const body = (await request.text()).replace('"_meta":{', `"_meta":{${level},`);
      return manager(new Request(url, { method, headers, body, signal }));
    },
  }),
};
