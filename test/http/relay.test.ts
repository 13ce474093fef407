import { once } from 'node:events';
import type { IncomingHttpHeaders, RequestListener } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HttpServer, listen } from '../../src/http/listen.ts';
import { createRelay } from '../../src/http/relay.ts';
import { TargetPaths } from '../../src/http/target-paths.ts';
import { head, speak, statusOf } from './speak.ts';

describe('the relay', () => {
  it('relays to its target alone, whatever a request names', async () => {
    await using elsewhere = await target();
    await using rig = await relayTo();
    const other = new URL(elsewhere.url).host;
    const secret = 'Authorization: Bearer s3cret';
    for (const line of [
      `GET ${elsewhere.url}/mcp`,
      `GET ${elsewhere.url.toUpperCase()}/mcp`,
      `GET ${rig.target.url}/mcp`,
      `POST ${elsewhere.url}/mcp`,
      `GET //${other}/mcp`,
      `GET ///${other}/mcp`,
      `GET /\\${other}/mcp`,
      `GET \\\\${other}\\mcp`,
      `GET /mcp@${other}`,
      `GET @${other}/mcp`,
      `GET .${other}/mcp`,
      `GET ?@${other}`,
      `CONNECT ${other}`,
      `OPTIONS *`,
      `GET *`,
      `TRACE /mcp`,
      `TRACK /mcp`,
    ]) {
      for (const host of [`Host: ${rig.relay.url.slice(7)}`, `Host: ${other}`]) {
        const answer = await speak(rig.relay.port, head(line, host, secret));
        expect([line, answer]).toEqual([line, expect.stringMatching(/^HTTP\/1\.1 4\d\d /)]);
      }
    }
    expect(elsewhere.seen).toEqual([]);
    expect(rig.target.seen).toEqual([]);
  });

  it.each([
    '/',
    '/admin',
    '/mcp/',
    '/mcp/more',
    '/MCP',
    '/mcp/..',
    '/mcp/../admin',
    '/mcp/%2e%2e/admin',
    '/mcp%2f..%2fadmin',
    '/mcp\\..\\admin',
    '/x/../mcp',
    '/%6dcp',
    '//mcp',
    '/mcp#x',
    '/mcp;x',
  ])('relays no path but the endpoint’s: not %s', async (path) => {
    await using rig = await relayTo();
    const answer = await speak(rig.relay.port, head(`GET ${path}`, 'Host: localhost'));
    expect(statusOf(answer)).toBe(404);
    expect(rig.target.seen).toEqual([]);
  });

  it('shows its target what a client shows, and leaves out what is between neighbours', async () => {
    await using rig = await relayTo();
    const given = [
      'Host: localhost',
      'Authorization: Bearer s3cret',
      'X-Own: kept',
      'X-Hop: dropped',
      'Proxy-Authorization: Basic c2VjcmV0',
      'TE: trailers',
      'Upgrade: websocket',
      'Connection: upgrade, x-hop',
    ];
    const answer = await speak(rig.relay.port, head('GET /mcp?q=1', ...given));
    expect(statusOf(answer)).toBe(200);
    const [seen] = rig.target.seen;
    expect(seen).toMatchObject({ url: '/mcp?q=1', body: '' });
    expect(seen?.headers).toMatchObject({ authorization: 'Bearer s3cret', 'x-own': 'kept' });
    expect(Object.keys(seen?.headers ?? {}).toSorted()).toEqual([
      'authorization',
      'connection',
      'host',
      'x-own',
    ]);
  });

  it('relays nothing for a page of another site, unless it is told to', async () => {
    await using rig = await relayTo();
    const app = appTo(new URL(`${rig.target.url}/mcp`), true);
    await using open = await listen({ app });
    for (const site of ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Site: same-site', 'Referer: x']) {
      const asked = head('GET /mcp', 'Host: localhost', site);
      const refusal = await speak(rig.relay.port, asked);
      expect(statusOf(refusal)).toBe(403);
      expect(refusal).toContain('X-Content-Type-Options: nosniff'.toLowerCase());
      expect(rig.target.seen).toEqual([]);
    }
    for (const site of ['cross-site', 'same-site']) {
      const asked = head('GET /mcp', 'Host: localhost', `Sec-Fetch-Site: ${site}`);
      const answer = await speak(open.port, asked);
      expect(statusOf(answer)).toBe(200);
      // What the target says is all that is said.
      expect(answer.toLowerCase()).not.toContain('nosniff');
    }
    const evil = head('GET /mcp', 'Host: localhost', 'Origin: http://evil.example');
    expect(statusOf(await speak(open.port, evil))).toBe(403);
  });

  it.each(['GET', 'DELETE', 'POST', 'OPTIONS', 'PUT'])(
    'keeps the frame of what %s carries, so that it is no request of its own',
    async (method) => {
      await using rig = await relayTo();
      const smuggled = 'GET /admin HTTP/1.1\r\nHost: localhost\r\n\r\n';
      const chunk = `${smuggled.length.toString(16)}\r\n${smuggled}\r\n0\r\n\r\n`;
      const asked = head(`${method} /mcp`, 'Host: localhost', 'Transfer-Encoding: chunked');
      expect(statusOf(await speak(rig.relay.port, asked + chunk))).toBe(200);
      const length = head(
        `${method} /mcp`,
        'Host: localhost',
        `Content-Length: ${smuggled.length}`,
      );
      const named = length.replace('Connection: close', 'Connection: close, content-length');
      expect(statusOf(await speak(rig.relay.port, named + smuggled))).toBe(200);
      const zipped = head(`${method} /mcp`, 'Host: localhost', 'Transfer-Encoding: gzip, chunked');
      expect(statusOf(await speak(rig.relay.port, zipped + chunk))).toBe(501);
      expect(rig.target.seen.map(({ url, body }) => [url, body])).toEqual([
        ['/mcp', smuggled],
        ['/mcp', smuggled],
      ]);
    },
  );

  it('keeps clients here that the target sends to itself, and lets others go', async () => {
    await using rig = await relayTo((req, res) => {
      const { host = '' } = req.headers;
      const to: Readonly<Record<string, string>> = {
        '/mcp': `http://${host}/mcp/?again#part`,
        '/mcp?relative': '/elsewhere',
        '/mcp?away': 'http://evil.example/mcp',
        '/mcp?host': `http://${host}//evil.example/mcp`,
      };
      res.writeHead(307, { location: to[req.url ?? ''] ?? 'x' }).end();
    });
    const location = async (path: string): Promise<string | undefined> => {
      const answer = await speak(rig.relay.port, head(`GET ${path}`, 'Host: localhost'));
      return /^location: (.*)\r$/m.exec(answer)?.[1] ?? answer;
    };
    expect(await location('/mcp/')).toContain('relays /mcp and no /mcp/');
    expect(await location('/mcp')).toBe('/mcp/?again#part');
    expect(await location('/mcp/?again')).toBe('/mcp/x');
    expect(await location('/mcp?relative')).toBe('/elsewhere');
    expect(await location('/mcp?away')).toBe('http://evil.example/mcp');
    expect(await location('/mcp?host')).toMatch(/^http:.*\/\/evil\.example\/mcp$/);
    expect(await location('//evil.example/mcp')).toContain('404 Not Found');
  });

  it.each([
    'HTTP/1.1 200 O\u0001K\r\n\r\n',
    'HTTP/1.1 099 Low\r\n\r\n',
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n',
    'HTTP/1.1 101 Switching Protocols\r\n\r\n',
    'nothing\r\n\r\n',
    '',
  ])('answers when its target answers %j', async (reply) => {
    const hostile = createTcpServer((socket) => {
      socket.on('error', () => {}).once('data', () => socket.end(reply, 'latin1'));
    });
    await once(hostile.listen(0, '127.0.0.1'), 'listening');
    const address = hostile.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const to = new URL(`http://127.0.0.1:${address.port}/mcp`);
    await using relay = await listen({ app: appTo(to) });
    const answer = await speak(relay.port, head('GET /mcp', 'Host: localhost'));
    expect([200, 502]).toContain(statusOf(answer));
    hostile.close();
  });

  it('answers anything with a 4xx, or by closing, and relays nothing but its path', async () => {
    await using rig = await relayTo(undefined, 300);
    const target = fc.oneof(
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc.webPath(),
      fc.string(),
      fc
        .constantFrom('/mcp', '/mcp?', '*', rig.target.url)
        .chain((begun) => fc.string().map((rest) => begun + rest)),
    );
    const method = fc.constantFrom('GET', 'POST', 'OPTIONS', 'TRACE', 'CONNECT', 'PRI', 'get', '');
    const header = fc.oneof(
      fc.constantFrom('Host: localhost', 'Upgrade: websocket', 'Expect: more', 'Content-Length: 1'),
      fc.constantFrom('Transfer-Encoding: chunked', 'Transfer-Encoding: x', 'Content-Length: -1'),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(method, target, fc.array(header), async (verb, to, headers) => {
        const before = rig.target.seen.length;
        const said = head(`${verb} ${to}`, 'Host: localhost', ...headers);
        const status = statusOf(await speak(rig.relay.port, Buffer.from(said)));
        const [seen] = rig.target.seen.slice(before);
        if (seen === undefined)
          expect(status ?? 400).toBeOneOf([400, 403, 404, 405, 408, 417, 501]);
        else expect(seen.url).toMatch(/^\/mcp(\?|$)/);
      }),
      { numRuns: 300 },
    );
    expect(statusOf(await speak(rig.relay.port, head('GET /mcp', 'Host: localhost')))).toBe(200);
  });
});

interface Seen {
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A server that remembers what it was asked for. */
async function target(
  answer: RequestListener = (_, res) => void res.end('there'),
): Promise<HttpServer & { readonly seen: readonly Seen[] }> {
  const seen: Seen[] = [];
  const server = await listen({
    app: async (req, res) => {
      const body = await text(req).catch(() => '');
      seen.push({ url: req.url, headers: req.headers, body });
      answer(req, res);
    },
  });
  return { ...server, seen };
}

async function relayTo(answer?: RequestListener, requestTimeoutMs = 30_000) {
  const server = await target(answer);
  const app = appTo(new URL(`${server.url}/mcp`));
  const relay = await listen({ app, requestTimeoutMs });
  return {
    relay,
    target: server,
    [Symbol.asyncDispose]: async () => {
      await relay.close();
      await server.close();
    },
  };
}

function appTo(to: URL, allowCrossSite = false) {
  const nothing = () => {};
  const observe = () => ({
    onRequestChunk: nothing,
    onRequestEnd: nothing,
    onHead: nothing,
    onResponseChunk: nothing,
    onEnd: nothing,
  });
  return createRelay({ to, paths: new TargetPaths(to), allowCrossSite, observe });
}
