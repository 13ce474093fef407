import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RealClock } from '../../src/clock/real-clock.ts';
import { MANAGERS } from '../../src/manager/managers.ts';
import { findScenario } from '../../src/scenario/built-in-scenarios.ts';
import { PROFILE_NAMES, type ProfileName } from '../../src/server/profile.ts';
import { openStataHttpServer, type StataHttpServer } from '../../src/testbed/stata-http-server.ts';
import { createWebSite } from '../../src/web/site/web-site.ts';
import { send } from './send.ts';
import { head, speak, statusOf } from './speak.ts';

const JSON_HEADERS = {
  'content-type': 'application/json',
  accept: 'application/json, text/event-stream',
};

describe.each(PROFILE_NAMES)('a server as %s, asked by anybody', (profile) => {
  let server: StataHttpServer;
  beforeAll(async () => {
    server = await serve(profile);
  });
  afterAll(() => server.close());

  it.each([
    ['OPTIONS *', 400],
    ['GET *', 400],
    ['GET http://127.0.0.1:1/health', 400],
    ['GET http://a:b@localhost/api/about', 400],
    ['GET https://localhost/', 400],
    ['GET localhost:80', 400],
    ['TRACE /', 405],
    ['TRACE /mcp-streamable', 405],
    ['TRACE /api/about', 405],
    ['TRACK /', 400],
    ['CONNECT localhost:80', 405],
    ['PRI *', 400],
    ['GET //evil.example/', 404],
    ['GET /\\evil.example', 404],
    ['GET /%', 404],
    ['GET /api/source/%', 404],
    ['GET /sessions/%ff/', 404],
    ['PUT /mcp-streamable', 405],
    ['OPTIONS /mcp-streamable', 405],
  ])('answers %s with %d, and says whose that is', async (line, status) => {
    const answer = await speak(server.port, head(line, 'Host: localhost'));
    expect(statusOf(answer)).toBe(status);
    expect(answer.toLowerCase()).toContain('x-content-type-options: nosniff');
    expect(answer.toLowerCase()).toContain('cross-origin-resource-policy: same-origin');
  });

  it.each([
    ['no host', head('GET /health'), 400],
    ['no host, as of old', 'GET /health HTTP/1.0\r\n\r\n', 400],
    ['two hosts', head('GET /health', 'Host: localhost', 'Host: evil.example'), 403],
    ['two lengths', head('POST /mcp', 'Host: localhost', 'Content-Length: 1, 2'), 400],
    ['a length below nothing', head('POST /mcp', 'Host: localhost', 'Content-Length: -1'), 400],
    [
      'a length and chunks',
      head('POST /mcp', 'Content-Length: 1', 'Transfer-Encoding: chunked'),
      400,
    ],
    ['a folded line', 'GET / HTTP/1.1\r\nHost: localhost\r\n folded\r\n\r\n', 400],
    ['a name with a space', head('GET /', 'Host : localhost'), 400],
    ['a long name', head('GET /', 'Host: localhost', `${'x'.repeat(20_000)}: 1`), 431],
    ['a long path', head(`GET /${'x'.repeat(20_000)}`, 'Host: localhost'), 431],
    ['very many lines', head('GET /', 'Host: localhost', ...Array(5000).fill('a: b')), 431],
    ['another version', 'GET / HTTP/9.9\r\nHost: localhost\r\n\r\n', 400],
    ['TLS', '\u0016\u0003\u0001\u0000\u00a5\u0001\u0000\u0000\u00a1\u0003\u0003', 400],
  ])('answers a head with %s with a 4xx', async (_what, said, status) => {
    const answer = await speak(server.port, Buffer.from(said, 'latin1'));
    expect(statusOf(answer)).toBe(status);
    expect(answer.toLowerCase()).toContain('x-content-type-options: nosniff');
  });

  it('says nothing in the middle of an answer to what comes after the question', async () => {
    const socket = connect(server.port, '127.0.0.1');
    socket.write('GET /mcp HTTP/1.1\r\nHost: localhost\r\n\r\n');
    const [begun]: unknown[] = await once(socket, 'data');
    socket.write('no HTTP\r\n\r\n');
    const said = String(begun) + (await text(socket).catch(() => ''));
    expect(said).toMatch(/^HTTP\/1\.1 200 OK/);
    expect(said).not.toContain('400 Bad Request');
  });

  it('refuses JSON that is nested very deeply, wherever it is taken, before it is parsed', async () => {
    const paths = [
      '/mcp-streamable',
      '/mcp/messages/?session_id=0123456789abcdef0123456789abcdef',
      ...Object.keys(MANAGERS).map((name) => `/managers/${name}/mcp`),
      '/v1/tools',
      '/api/run',
      '/api/design',
      '/api/check',
    ];
    const deep = ['['.repeat(1_000_000), '{"a":'.repeat(500_000), ' [{"\\"": '.repeat(200_000)];
    for (const path of paths) {
      for (const body of deep) {
        const reply = await send(server.url + path, {
          method: 'POST',
          headers: JSON_HEADERS,
          body,
        });
        expect([path, reply.status]).toEqual([path, 400]);
        expect(reply.body).toContain('nested more than 256 levels deep');
      }
    }
  });

  it('takes brackets in a text for what they are', async () => {
    const selection = `display "${'[{'.repeat(300)}"`;
    const body = JSON.stringify({ tool: 'run_selection', parameters: { selection } });
    const tools = `${server.url}/v1/tools`;
    const reply = await send(tools, { method: 'POST', headers: JSON_HEADERS, body });
    expect(JSON.parse(reply.body)).toMatchObject({ status: 'success' });
  });

  it('lives, whatever lines and heads it is sent', async () => {
    await using impatient = await serve(profile);
    // 503 where the page has not been built.
    const ofPage = statusOf(await speak(impatient.port, head('GET /', 'Host: localhost')));
    const header = fc.oneof(
      fc.constantFrom('Host: localhost', 'Host: x', 'Upgrade: websocket', 'Expect: 100-continue'),
      fc.constantFrom('Connection: upgrade', 'Accept: text/html', 'Range: bytes=0-', 'Host: '),
      fc.string(),
      fc.tuple(fc.string(), fc.string()).map((pair) => pair.join(': ')),
    );
    const method = fc.constantFrom(
      'GET',
      'OPTIONS',
      'DELETE',
      'HEAD',
      'PROPFIND',
      'TRACE',
      'get',
      '',
    );
    const target = fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc
        .constantFrom('/sessions/', '/graphs/', '/api/', '/', '*', '//', '/api/source/')
        .chain((begun) => fc.string().map((rest) => begun + rest)),
    );
    await fc.assert(
      fc.asyncProperty(method, target, fc.array(header), async (verb, to, headers) => {
        const said = head(`${verb} ${to}`, 'Host: localhost', ...headers);
        const status = statusOf(await speak(impatient.port, Buffer.from(said))) ?? 400;
        expect(status === ofPage ? 400 : status).toBeLessThan(500);
      }),
      { numRuns: 200 },
    );
    expect(statusOf(await speak(impatient.port, head('GET /health', 'Host: localhost')))).toBe(200);
  });
});

async function serve(profile: ProfileName): Promise<StataHttpServer> {
  return await openStataHttpServer({
    scenario: await findScenario('default'),
    managers: [
      'streaming',
      'buffered',
      'buffered-json',
      'option-1-as-printed',
      'option-1-hardened',
    ],
    clock: new RealClock({ speed: 100 }),
    profile,
    site: await createWebSite(),
  });
}
