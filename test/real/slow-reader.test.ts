import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { expect, it } from 'vitest';
import { RealClock } from '../../src/clock/real-clock.ts';
import { createApp } from '../../src/http/create-app.ts';
import { listen } from '../../src/http/listen.ts';
import { Sessions } from '../../src/manager/sessions.ts';
import { HttpWire } from '../../src/probe/http-wire.ts';
import { WireProbe } from '../../src/probe/wire-probe.ts';

const MIB = 1024 * 1024;
const EVENTS = 16_384;
const EVENT_BYTES = 16_384;
/** How long nothing must have been sent before the sender counts as held back. */
const STANDSTILL_MS = 500;

it('256 MiB for a client that has stopped reading cost less than 32 MiB, and then all arrive', {
  timeout: 60_000,
}, async () => {
  const flood = { sent: 0 };
  const clock = new RealClock();
  await using sessions = new Sessions({ clock, createServer: () => floodServer(flood) });
  const app = createApp({ manager: sessions.handle, health: () => ({}) });
  await using server = await listen({ app });
  const url = `${server.url}/mcp-streamable`;
  await using wire = new HttpWire();
  const probe = await WireProbe.open({ wire, url, clock });
  const headers = await sessionHeaders(url);

  const before = await memoryInUse();
  const response = await callAndStopReading(url, headers);
  await standstill(() => flood.sent, clock);
  expect(flood.sent).toBeLessThan(EVENTS / 4);
  expect(((await memoryInUse()) - before) / MIB).toBeLessThan(32);

  const other = await probe.call({ tool: 'one', args: {}, record: () => {} });
  expect(other).toMatchObject({ kind: 'result', text: 'one' });

  let bytes = 0;
  for await (const chunk of response) bytes += chunk.length;
  expect(flood.sent).toBe(EVENTS);
  expect(bytes).toBeGreaterThan(EVENTS * EVENT_BYTES);
  expect(((await memoryInUse()) - before) / MIB).toBeLessThan(32);
  await probe[Symbol.asyncDispose]();
});

function floodServer(flood: { sent: number }): McpServer {
  const server = new McpServer({ name: 'flood', version: '0' }, { capabilities: { logging: {} } });
  const data = 'x'.repeat(EVENT_BYTES);
  server.registerTool('flood', {}, async ({ sendNotification }) => {
    for (; flood.sent < EVENTS; flood.sent += 1) {
      const params = { level: 'notice', data } as const;
      await sendNotification({ method: 'notifications/message', params });
    }
    return { content: [] };
  });
  server.registerTool('one', {}, () => ({ content: [{ type: 'text', text: 'one' }] }));
  return server;
}

async function sessionHeaders(url: string): Promise<Record<string, string>> {
  const clientInfo = { name: 'slow', version: '0' };
  const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo };
  const response = await post(url, {}, { id: 1, method: 'initialize', params });
  response.resume();
  return { 'mcp-session-id': String(response.headers['mcp-session-id']) };
}

async function callAndStopReading(
  url: string,
  headers: Record<string, string>,
): Promise<IncomingMessage> {
  const params = { name: 'flood', arguments: {} };
  return post(url, headers, { id: 2, method: 'tools/call', params });
}

/** A response that nobody reads until somebody does. */
async function post(
  url: string,
  headers: Record<string, string>,
  message: object,
): Promise<IncomingMessage> {
  const accept = 'application/json, text/event-stream';
  const all = { accept, 'content-type': 'application/json', ...headers };
  const sending = request(url, { method: 'POST', headers: all });
  sending.end(JSON.stringify({ jsonrpc: '2.0', ...message }));
  const [response]: IncomingMessage[] = await once(sending, 'response');
  if (response === undefined) throw new Error('no response');
  return response;
}

/** Waits until a number has stopped growing. */
async function standstill(value: () => number, clock: RealClock): Promise<void> {
  for (let last = -1; last !== value(); ) {
    last = value();
    await clock.sleep(STANDSTILL_MS);
  }
}

/** What the process holds after everything that it no longer needs has been collected. */
async function memoryInUse(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  collect();
  // Buffers are given back in a turn of their own, after the collection that found them.
  await new Promise((resolve) => setImmediate(resolve));
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
