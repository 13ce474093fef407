import { once } from 'node:events';
import { type createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { RealClock } from '../../src/clock/real-clock.ts';
import { listen } from '../../src/http/listen.ts';
import { openTap, type TapEvent } from '../../src/probe/tap.ts';

const MIB = 1024 * 1024;

describe('the tap', () => {
  it('sends each chunk on before there is another, in both directions', async () => {
    const upstream = Promise.withResolvers<[IncomingMessage, ServerResponse]>();
    await using tapped = await tapTo((req, res) => upstream.resolve([req, res]));
    const outgoing = request(`${tapped.url}/mcp?x=1`, { method: 'POST' });
    outgoing.write('{"jsonrpc":"2.0",');
    const [req, res] = await upstream.promise;
    expect(req.url).toBe('/mcp?x=1');
    expect(await nextChunk(req)).toBe('{"jsonrpc":"2.0",');
    outgoing.end('"id":7,"method":"tools/call"}');
    expect(await nextChunk(req)).toBe('"id":7,"method":"tools/call"}');

    // Each step waits for what the one before it must have brought: were anything held, it would hang.
    res.writeHead(200, { 'content-type': 'text/event-stream', 'x-own': 'kept' }).flushHeaders();
    const [response]: IncomingMessage[] = await once(outgoing, 'response');
    if (response === undefined) throw new Error('no response');
    expect(response.headers).toMatchObject({ 'x-own': 'kept' });
    for (const chunk of [': alive\n\n', 'data: {"jsonrpc":"2.0","id":7,', '"result":{}}\n\n']) {
      res.write(chunk);
      expect(await nextChunk(response)).toBe(chunk);
    }
    res.end();
    await once(response.resume(), 'end');
    expect(tapped.events.map(({ from, kind, text }) => `${from} ${kind} ${text}`)).toEqual([
      'client request POST /mcp?x=1',
      'client message tools/call',
      'server headers 200 text/event-stream',
      'server comment alive',
      'server message result of 7 {}',
      'server closed end',
    ]);
    const times = tapped.events.map(({ atMs }) => atMs);
    expect(times).toEqual(times.toSorted((left, right) => left - right));
  });

  it('makes the server wait for a client that does not read', async () => {
    const clock = new RealClock();
    let sent = 0;
    await using tapped = await tapTo(async (_, res) => {
      const chunk = Buffer.alloc(64 * 1024);
      const gone = new AbortController();
      res.on('close', () => gone.abort());
      for (; sent < 256 * MIB && !res.destroyed; sent += chunk.length) {
        if (!res.write(chunk)) await once(res, 'drain', { signal: gone.signal }).catch(() => {});
      }
    });
    const outgoing = request(`${tapped.url}/mcp`).end();
    const [response]: IncomingMessage[] = await once(outgoing, 'response');
    for (let last = -1; last !== sent; ) {
      last = sent;
      await clock.sleep(500);
    }
    expect(sent).toBeLessThan(64 * MIB);
    response?.destroy();
  });

  it('passes on that the client has left, and that the server has broken off', async () => {
    const left = Promise.withResolvers<void>();
    await using tapped = await tapTo((req, res) => {
      res.writeHead(200).flushHeaders();
      if (req.url === '/mcp?break') res.destroy();
      else res.on('close', () => left.resolve());
    });
    const leaving = request(`${tapped.url}/mcp`).end();
    await once(leaving, 'response');
    leaving.on('error', () => {}).destroy();
    await left.promise;
    const [broken]: IncomingMessage[] = await once(
      request(`${tapped.url}/mcp?break`).end(),
      'response',
    );
    await expect(once(broken?.resume() ?? leaving, 'end')).rejects.toThrow();
    const ends = tapped.events.filter(({ kind }) => kind === 'closed').map(({ text }) => text);
    expect(ends).toEqual(['the client hung up', 'the server broke off: aborted']);
  });

  it('takes messages where a server of legacy HTTP+SSE says that it takes them', async () => {
    await using tapped = await tapTo((req, res) => {
      const events = 'event: endpoint\ndata: /messages/?id=1\n\nevent: other\ndata: /admin\n\n';
      if (req.method === 'GET') res.setHeader('content-type', 'text/event-stream').end(events);
      else res.writeHead(202).end();
    });
    const post = async (path: string): Promise<number> =>
      (await fetch(`${tapped.url}${path}`, { method: 'POST', body: '{}' })).status;
    expect(await post('/messages/?id=1')).toBe(404);
    await (await fetch(`${tapped.url}/mcp`)).text();
    expect(await post('/messages/?id=1')).toBe(202);
    expect(await post('/admin')).toBe(404);
  });

  it('refuses other hosts than this machine, and says when there is no server', async () => {
    await using tapped = await tapTo((_, res) => void res.end('there'));
    const status = async (path: string, headers: Record<string, string> = {}) => {
      const [response]: IncomingMessage[] = await once(
        request(`${tapped.url}${path}`, { headers }).end(),
        'response',
      );
      response?.resume();
      return response?.statusCode;
    };
    expect(await status('/mcp')).toBe(200);
    expect(await status('/mcp', { host: 'evil.example' })).toBe(403);
    await tapped.closeServer();
    expect(await status('/mcp')).toBe(502);
  });
});

async function tapTo(app: Parameters<typeof createServer>[1]) {
  const events: TapEvent[] = [];
  const server = await listen({ app: app ?? (() => {}) });
  const record = (event: TapEvent) => void events.push(event);
  const tap = await openTap({ to: `${server.url}/mcp`, clock: new RealClock(), record });
  return {
    url: tap.url,
    events,
    closeServer: () => server.close(),
    [Symbol.asyncDispose]: async () => {
      await tap.close();
      await server.close();
    },
  };
}

async function nextChunk(stream: IncomingMessage): Promise<string> {
  const [chunk]: unknown[] = await once(stream, 'data');
  return String(chunk);
}
