// The official SDK's transport under express, as its own examples have it.
//
//     node sdk-v1.js PORT 1.24.3|1.29.0 plain|compressed
import { randomUUID } from 'node:crypto';
import compression from 'compression';
import express from 'express';
import { RealClock } from '../../../src/clock/real-clock.ts';
import { registerStreamProbe } from '../../../src/server/stream-probe.ts';

const [port, version, mode] = process.argv.slice(2);
const { McpServer } = await import(`sdk-${version}/server/mcp.js`);
const { StreamableHTTPServerTransport } = await import(`sdk-${version}/server/streamableHttp.js`);
const { isInitializeRequest } = await import(`sdk-${version}/types.js`);

const transports = new Map();
const app = express();
if (mode === 'compressed') app.use(compression());
app.use(express.json());

app.post('/mcp', async (request, response) => {
  const known = transports.get(request.headers['mcp-session-id']);
  if (known !== undefined) return known.handleRequest(request, response, request.body);
  if (request.headers['mcp-session-id'] !== undefined || !isInitializeRequest(request.body)) {
    return refuse(response);
  }
  const transport = new StreamableHTTPServerTransport({
    sessionIdGenerator: randomUUID,
    onsessioninitialized: (id) => transports.set(id, transport),
  });
  transport.onclose = () => transports.delete(transport.sessionId);
  const server = new McpServer(
    { name: `sdk ${version}`, version },
    { capabilities: { logging: {} } },
  );
  registerStreamProbe(server, { clock: new RealClock() });
  await server.connect(transport);
  await transport.handleRequest(request, response, request.body);
});

const ofSession = async (request, response) => {
  const transport = transports.get(request.headers['mcp-session-id']);
  if (transport === undefined) return refuse(response);
  await transport.handleRequest(request, response);
};
app.get('/mcp', ofSession);
app.delete('/mcp', ofSession);
app.listen(Number(port), '127.0.0.1');

/** As the SDK's examples do; its transport says 404 to a session that it doesn't know. */
function refuse(response) {
  const error = { code: -32000, message: 'Bad Request: No valid session ID provided' };
  response.status(400).json({ jsonrpc: '2.0', error, id: null });
}
