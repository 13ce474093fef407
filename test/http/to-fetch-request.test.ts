import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { connect } from 'node:net';
import { buffer, text } from 'node:stream/consumers';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settleMacrotasks } from '../../src/clock/settle.ts';
import { listen } from '../../src/http/listen.ts';
import { toFetchRequest } from '../../src/http/to-fetch-request.ts';
import { begin, responseOf, send } from './send.ts';

describe('toFetchRequest', () => {
  it('keeps method, URL, headers and body as they were sent', async () => {
    const seen: Request[] = [];
    await using server = await listen({
      app: async (req, res) => {
        const body = await buffer(req);
        seen.push(toFetchRequest(req, res, new Uint8Array(body)));
        res.end();
      },
    });
    await fc.assert(
      fc.asyncProperty(METHOD, PATH, HEADERS, BODY, async (method, path, headers, body) => {
        seen.length = 0;
        const sent = [
          'Host',
          'localhost',
          'Content-Length',
          String(body.length),
          ...headers.flat(),
        ];
        await send(`${server.url}${path}`, { method, headers: sent, body });
        const [request] = seen;
        expect(request?.method).toBe(method);
        expect(request?.url).toBe(`http://localhost${path}`);
        for (const [name] of headers) {
          const values = headers.filter((header) => header[0] === name).map(([, value]) => value);
          expect(request?.headers.get(name)).toBe(values.join(', ').trim());
        }
        const received = new Uint8Array((await request?.arrayBuffer()) ?? []);
        expect(received).toEqual(method === 'GET' ? new Uint8Array() : body);
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    ['/mcp', 'http://localhost/mcp'],
    ['//elsewhere/mcp?q=1', 'http://localhost//elsewhere/mcp?q=1'],
    ['http://other:8080/mcp', 'http://other:8080/mcp'],
  ])('reads the target %s as %s', async (path, url) => {
    await using server = await listen({
      app: (req, res) => void res.end(toFetchRequest(req, res).url),
    });
    const req = begin(server.url, { headers: { host: 'localhost' } });
    req.path = path;
    req.end();
    const res = await responseOf(req);
    expect(await text(res)).toBe(url);
  });

  it('takes a request that names no host for one to this machine', async () => {
    await using server = await listen({
      app: (req, res) => void res.end(toFetchRequest(req, res).url),
    });
    const client = connect(server.port, '127.0.0.1');
    client.write('GET /mcp HTTP/1.0\r\n\r\n');
    expect(await text(client)).toMatch(/http:\/\/localhost\/mcp$/);
  });

  it('aborts the signal when the client disconnects', async () => {
    await using exchange = await openExchange();
    exchange.disconnect();
    await once(exchange.signal, 'abort');
    expect(exchange.signal.reason).toMatchObject({ name: 'AbortError' });
  });

  it('gives an aborted signal when the client has gone already', async () => {
    const signal = Promise.withResolvers<AbortSignal>();
    await using server = await listen({
      app: async (req, res) => {
        req.socket.destroy();
        await once(res, 'close');
        signal.resolve(toFetchRequest(req, res).signal);
      },
    });
    await expect(send(server.url)).rejects.toThrow();
    expect((await signal.promise).aborted).toBe(true);
  });

  it('does not abort the signal when the response ends as it should', async () => {
    const exchanges: { signal: AbortSignal; closed: Promise<unknown> }[] = [];
    await using server = await listen({
      app: (req, res) => {
        exchanges.push({ signal: toFetchRequest(req, res).signal, closed: once(res, 'close') });
        res.end('all there is');
      },
    });
    await send(server.url);
    await exchanges[0]?.closed;
    expect(exchanges[0]?.signal.aborted).toBe(false);
  });

  it('aborts a signal that has outlived its request', async () => {
    await using exchange = await openExchange();
    await collectGarbage();
    const aborted = once(exchange.signal, 'abort');
    exchange.disconnect();
    await aborted;
  });
});

const METHOD = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'OPTIONS');

const PATH = fc
  .tuple(fc.webPath({ size: 'small' }), fc.webQueryParameters({ size: 'small' }))
  .map(([path, query]) => new URL(`http://localhost/${path}?${query}`))
  .map((url) => url.pathname + url.search);

/** Names repeat, on purpose. Values have no space around them, since HTTP would take it off. */
const HEADERS = fc.array(
  fc.tuple(
    fc.constantFrom('x-first', 'accept', 'user-agent', 'mcp-session-id'),
    fc.string({ unit: 'grapheme-ascii' }).map((value) => value.trim()),
  ),
);

const BODY = fc.uint8Array({ maxLength: 5000 }).map((bytes) => new Uint8Array(bytes));

interface Exchange extends AsyncDisposable {
  /** The only thing that the server has kept of the request. */
  readonly signal: AbortSignal;
  readonly disconnect: () => void;
}

/** A request whose head has been answered, and whose response never ends. */
async function openExchange(): Promise<Exchange> {
  const signals: AbortSignal[] = [];
  const app: RequestListener = (req, res) => {
    signals.push(toFetchRequest(req, res).signal);
    res.flushHeaders();
  };
  const server = await listen({ app });
  const req = begin(server.url);
  req.end();
  const res = await responseOf(req);
  const [signal] = signals;
  if (signal === undefined) throw new Error('the server saw no request');
  return {
    signal,
    disconnect: () => void res.destroy(),
    [Symbol.asyncDispose]: server.close,
  };
}

async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  for (let round = 0; round < 5; round += 1) {
    runInNewContext('gc()');
    await settleMacrotasks(); // What finalizers do, they do in a turn of their own.
  }
}
