import { once } from 'node:events';
import { connect } from 'node:net';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { expect, it } from 'vitest';
import { RealClock } from '../../src/clock/real-clock.ts';
import { createApp } from '../../src/http/create-app.ts';
import { listen } from '../../src/http/listen.ts';
import { Sessions } from '../../src/manager/sessions.ts';
import { begin, closeOf, responseOf, send } from './send.ts';

const REQUEST_TIMEOUT_MS = 40;
/** One that sends a byte in each of these is never silent for long, and never done. */
const DRIP_EVERY_MS = 5;

it('an MCP call that is silent outlives clients that send a byte now and then, and is answered', async () => {
  const clock = new RealClock();
  const said = Promise.withResolvers<void>();
  await using sessions = new Sessions({
    clock,
    keepAliveMs: 0,
    createServer: () => serverThatWaits(said.promise),
  });
  const app = createApp({ manager: sessions.handle, health: () => ({}) });
  await using server = await listen({ app, requestTimeoutMs: REQUEST_TIMEOUT_MS });
  const url = `${server.url}/mcp-streamable`;
  const headers = await openSession(url);
  const call = begin(url, { method: 'POST', headers });
  call.end(rpc(2, 'tools/call', { name: 'wait', arguments: {} }));
  const silent = await responseOf(call);
  const listening = begin(url, { headers: { ...headers, accept: 'text/event-stream' } });
  listening.end();
  const listener = await responseOf(listening);
  expect([silent.statusCode, listener.statusCode]).toEqual([200, 200]);

  const start = 'POST /mcp-streamable HTTP/1.1\r\nHost: localhost\r\n';
  await drip(server.port, `${start}x: `, clock);
  await drip(server.port, `${start}Content-Length: 100000\r\n\r\n`, clock);

  expect([silent.destroyed, listener.destroyed]).toEqual([false, false]);
  said.resolve();
  silent.setEncoding('utf8');
  let answer = '';
  for await (const text of silent) answer += text;
  expect(answer).toContain('at last');
  expect(listener.destroyed).toBe(false);
  listener.destroy();
});

it('a head of more than 16 KiB is refused', async () => {
  const app = createApp({ manager: async () => new Response('reached'), health: () => ({}) });
  await using server = await listen({ app });
  const reply = await send(`${server.url}/health`, { headers: { x: 'x'.repeat(17 * 1024) } });
  expect(reply.status).toBe(431);
});

function serverThatWaits(said: Promise<void>): McpServer {
  const server = new McpServer({ name: 'silent', version: '0' });
  server.registerTool('wait', {}, async () => {
    await said;
    return { content: [{ type: 'text', text: 'at last' }] };
  });
  return server;
}

async function openSession(url: string): Promise<Record<string, string>> {
  const clientInfo = { name: 'patient', version: '0' };
  const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo };
  const headers = {
    accept: 'application/json, text/event-stream',
    'content-type': 'application/json',
  };
  const reply = await send(url, { method: 'POST', headers, body: rpc(1, 'initialize', params) });
  return { ...headers, 'mcp-session-id': String(reply.headers['mcp-session-id']) };
}

function rpc(id: number, method: string, params: object): string {
  return JSON.stringify({ jsonrpc: '2.0', id, method, params });
}

/** Begins a request and goes on with it a byte at a time, until it is cut off. */
async function drip(port: number, start: string, clock: RealClock): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const cutOff = closeOf(socket);
  let isOpen = true;
  void cutOff.then(() => {
    isOpen = false;
  });
  socket.resume().write(start);
  while (isOpen) {
    await clock.sleep(DRIP_EVERY_MS);
    if (socket.writable) socket.write('x');
  }
}
