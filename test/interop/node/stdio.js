// A server on standard input and output, for what stands between stdio and HTTP.
//
//     node stdio.js
import { McpServer } from 'sdk-1.29.0/server/mcp.js';
import { StdioServerTransport } from 'sdk-1.29.0/server/stdio.js';
import { RealClock } from '../../../src/clock/real-clock.ts';
import { registerStreamProbe } from '../../../src/server/stream-probe.ts';

const server = new McpServer(
  { name: 'stdio', version: '1.29.0' },
  { capabilities: { logging: {} } },
);
registerStreamProbe(server, { clock: new RealClock() });
await server.connect(new StdioServerTransport());
