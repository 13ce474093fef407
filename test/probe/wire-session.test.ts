import { describe, expect, it } from 'vitest';
import { RealClock } from '../../src/clock/real-clock.ts';
import { VirtualClock } from '../../src/clock/virtual-clock.ts';
import { HttpWire } from '../../src/probe/http-wire.ts';
import { WireProbe } from '../../src/probe/wire-probe.ts';
import { callAt } from './call-at.ts';
import {
  initializeResult,
  json,
  log,
  page,
  type Reply,
  result,
  sse,
  startServer,
  stream,
} from './hand-written-server.ts';

describe('a session over the wire', () => {
  it('names session, version and headers in every request, and deletes the session', async () => {
    await using server = await startServer();
    await callAt(server.url, { headers: { Authorization: 'Bearer secret' } });
    expect(server.log.map(({ method }) => method)).toEqual([
      'initialize',
      'notifications/initialized',
      'tools/call',
      'DELETE',
    ]);
    expect(server.log[0]?.params).toMatchObject({ protocolVersion: '2025-11-25' });
    expect(server.log[0]?.headers).not.toHaveProperty('mcp-session-id');
    for (const { headers } of server.log) {
      expect(headers).toMatchObject({
        accept: 'application/json, text/event-stream',
        authorization: 'Bearer secret',
      });
    }
    for (const { headers } of server.log.slice(1)) {
      expect(headers).toMatchObject({
        'mcp-session-id': 'session-1',
        'mcp-protocol-version': '2025-06-18',
      });
    }
  });

  it('neither names nor deletes a session with a server that has none', async () => {
    await using server = await startServer({
      initialize: (response, asked) => json(response, initializeResult(asked)),
    });
    await callAt(server.url);
    expect(server.log.map(({ method }) => method)).not.toContain('DELETE');
    expect(server.log.at(-1)?.headers).not.toHaveProperty('mcp-session-id');
  });

  it('takes the answer to initialize from a stream, which needn’t end', async () => {
    await using server = await startServer({
      initialize: (response, asked) => {
        stream(response).write(sse(log('hello')) + sse(initializeResult(asked)));
      },
    });
    expect(await callAt(server.url)).toMatchObject({ kind: 'result' });
  });

  it('does not take another request’s answer for its own', async () => {
    await using server = await startServer({
      initialize: (response, asked) => {
        const stray = result(99, { protocolVersion: 'stray' });
        const strayError = { jsonrpc: '2.0', id: 99, error: { code: 1, message: 'stray' } };
        const mine = initializeResult(asked);
        stream(response).end(sse(stray) + sse(strayError) + sse(mine));
      },
    });
    await callAt(server.url);
    expect(server.log.at(-1)?.headers).toHaveProperty('mcp-protocol-version', '2025-06-18');
  });

  it('does not wait for the end of an answer to a notification', async () => {
    await using server = await startServer({
      'notifications/initialized': (response) => {
        response.writeHead(202).flushHeaders();
      },
    });
    expect(await callAt(server.url)).toMatchObject({ kind: 'result' });
  });

  it.each<[string, Reply]>([
    ['a server that does not allow it', page(405)],
    ['a server that fails', page(500)],
    ['a server that hangs up', (response) => response.destroy()],
  ])('minds no trouble with the DELETE from %s', async (_, reply) => {
    await using server = await startServer({ DELETE: reply });
    expect(await callAt(server.url)).toMatchObject({ kind: 'result' });
  });

  it('is deleted once, however often it is disposed of', async () => {
    await using server = await startServer();
    await using wire = new HttpWire();
    await using probe = await WireProbe.open({ wire, url: server.url, clock: new RealClock() });
    await probe[Symbol.asyncDispose]();
    await probe[Symbol.asyncDispose]();
    expect(server.log.filter(({ method }) => method === 'DELETE')).toHaveLength(1);
  });

  it('waits five seconds for an answer to the DELETE, and no longer', async () => {
    const clock = new VirtualClock();
    await using server = await startServer({ DELETE: () => {} });
    await clock.runUntil(callAt(server.url, { clock }));
    expect(clock.now()).toBe(5000);
  });

  it('deletes the session after a failure too, and reports the failure', async () => {
    await using server = await startServer({
      'notifications/initialized': page(500),
      DELETE: page(500),
    });
    await expect(callAt(server.url)).rejects.toMatchObject({ code: 'http-error' });
    expect(server.log.at(-1)?.method).toBe('DELETE');
  });
});
