import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RealClock } from '../../src/clock/real-clock.ts';
import { HttpWire } from '../../src/probe/http-wire.ts';
import { WireProbe } from '../../src/probe/wire-probe.ts';
import { openStataHttpServer, type StataHttpServer } from '../../src/testbed/stata-http-server.ts';
import { print, scenarioOf } from '../scenario-of.ts';

/** Inputs a property; the seed of a failure is printed with it, and replays it. */
const NUM_RUNS = 300;
/** How long a server may take to answer nonsense. */
const TIMEOUT_MS = 5000;

let server: StataHttpServer;
beforeAll(async () => {
  server = await openStataHttpServer({
    scenario: scenarioOf([print('one')]),
    clock: new RealClock(),
    managers: ['streaming'],
    sessions: { sessionsMax: 100_000 },
  });
});
afterAll(async () => {
  await server.close();
  // Sockets are let go of in turns of their own. One that never is makes this wait for ever.
  while (process.getActiveResourcesInfo().some((kind) => kind.startsWith('TCP'))) {
    await new Promise((resolve) => setImmediate(resolve));
  }
});

describe('whatever is sent, the server answers it, never with a 500, and lives on', () => {
  it('arbitrary methods, paths, headers and bodies', { timeout: 60_000 }, async () => {
    const method = fc.constantFrom('GET', 'POST', 'DELETE', 'PUT', 'OPTIONS', 'HEAD', 'PATCH');
    const path = fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...PATHS) },
      fc.webPath().map((any) => (any.startsWith('/') ? any : `/${any}`)),
    );
    await fc.assert(
      fc.asyncProperty(method, path, HEADERS, BODY, async (...input) => {
        const status = await statusOf(...input);
        expect(status).toBeGreaterThanOrEqual(200);
        expect(status).toBeLessThan(500);
      }),
      { numRuns: NUM_RUNS },
    );
    await livesOn();
  });

  it('arbitrary JSON-RPC with a session of its own', { timeout: 60_000 }, async () => {
    const session = await openSession();
    const headers = { ...ACCEPT, 'content-type': 'application/json', 'mcp-session-id': session };
    await fc.assert(
      fc.asyncProperty(MESSAGE, async (message) => {
        const body = Buffer.from(JSON.stringify(message));
        const status = await statusOf('POST', '/mcp-streamable', headers, body);
        expect([200, 202, 400]).toContain(status);
      }),
      { numRuns: NUM_RUNS },
    );
    await livesOn();
  });

  it('arbitrary bytes on the socket', { timeout: 60_000 }, async () => {
    const garbage = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.string({ unit: 'binary' }).map((line) => Buffer.from(`POST ${line} HTTP/1.1\r\n\r\n`)),
      fc.string().map((name) => Buffer.from(`GET / HTTP/1.1\r\n${name}: x\r\n\r\n`)),
    );
    await fc.assert(
      fc.asyncProperty(garbage, async (bytes) => {
        const socket = connect({ port: server.port, host: '127.0.0.1', noDelay: true });
        socket.on('error', () => {});
        socket.end(bytes);
        socket.resume();
        await once(socket, 'close', { signal: AbortSignal.timeout(TIMEOUT_MS) });
      }),
      { numRuns: NUM_RUNS },
    );
    await livesOn();
  });
});

const PATHS = [
  '/mcp-streamable',
  '/mcp/messages/?session_id=x',
  '/managers/streaming/mcp',
  '/run_selection?selection=1',
  '/run_file?file_path=a.do',
  '/run_file/stream?file_path=%00',
  '/v1/tools',
  '/mcp-streamable/messages/?session_id=x',
  '/view_data?if_condition=(',
  '/graphs/x.png',
  '/graphs/batch/a/..%2fb',
  '/help?topic=%23',
  '/reload_workers',
  '/sessions/restart',
  '/sessions/x/stop',
  '/sessions/x',
  '/stop_execution',
  '/view_data?if_condition=(',
  '/help?topic=%60',
  '/graphs/batch/..%2f/x',
  '/reload_workers',
  '/mcp-streamable/messages/?session_id=x',
  '/health',
  '/',
];

const ACCEPT = { accept: 'application/json, text/event-stream' };

const HEADERS = fc
  .record(
    {
      accept: fc.constantFrom(ACCEPT.accept, 'application/json', '*/*', ''),
      'content-type': fc.constantFrom('application/json', 'text/plain', 'application/json; x'),
      'mcp-session-id': fc.oneof(fc.uuid(), fc.string({ unit: 'grapheme-ascii' })),
      'mcp-protocol-version': fc.constantFrom('2025-11-25', '1999-01-01', 'x'),
      'last-event-id': fc.oneof(fc.nat().map(String), fc.string({ unit: 'grapheme-ascii' })),
      'content-encoding': fc.constantFrom('gzip', 'identity', 'br'),
      origin: fc.constantFrom('http://localhost', 'http://evil.example', 'null'),
    },
    { requiredKeys: [] },
  )
  .map((headers) => Object.fromEntries(Object.entries(headers)));

const MESSAGE = fc.oneof(
  fc.record(
    {
      jsonrpc: fc.constantFrom('2.0', '1.0'),
      id: fc.oneof(fc.integer(), fc.string(), fc.constant(null), fc.double()),
      method: fc.oneof(
        fc.constantFrom('tools/call', 'tools/list', 'ping', 'logging/setLevel', 'initialize'),
        fc.constantFrom(
          'notifications/cancelled',
          'notifications/initialized',
          'completion/complete',
        ),
        fc.string(),
      ),
      params: fc.oneof(
        fc.record({ name: fc.string(), arguments: fc.jsonValue() }),
        fc.record({ requestId: fc.jsonValue() }),
        fc.record({ name: fc.constant('stata_run_selection'), arguments: fc.jsonValue() }),
        fc.jsonValue(),
      ),
      result: fc.jsonValue(),
    },
    { requiredKeys: [] },
  ),
  fc.jsonValue(),
);

const BODY = fc.oneof(
  MESSAGE.map((message) => Buffer.from(JSON.stringify(message) ?? '')),
  fc.uint8Array({ maxLength: 500 }).map((bytes) => Buffer.from(bytes)),
);

/** The status of the answer; its body is read to the end, unless it is a stream without one. */
async function statusOf(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body: Buffer,
): Promise<number> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const sending = request(server.url + path, { method, headers, signal, agent: false });
  sending.end(method === 'POST' ? body : undefined);
  const [response] = await once(sending, 'response');
  if (method === 'GET' && response.statusCode === 200 && path.endsWith('mcp-streamable')) {
    response.destroy();
  } else {
    await text(response);
  }
  return response.statusCode;
}

async function openSession(): Promise<string> {
  const clientInfo = { name: 'fuzz', version: '0' };
  const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo };
  const response = await fetch(server.mcpUrl, {
    method: 'POST',
    headers: { ...ACCEPT, 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params }),
  });
  await response.text();
  return response.headers.get('mcp-session-id') ?? '';
}

/** An ordinary client is served as if nothing had happened. */
async function livesOn(): Promise<void> {
  await using wire = new HttpWire();
  await using probe = await WireProbe.open({ wire, url: server.mcpUrl, clock: new RealClock() });
  const call = { tool: 'stata_run_selection', args: { selection: '' }, record: () => {} };
  expect(await probe.call(call)).toMatchObject({ kind: 'result', text: 'one' });
}
