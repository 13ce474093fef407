import { once } from 'node:events';
import { Agent, createServer, type RequestListener, request, type ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { duplexPair } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { settleMacrotasks } from '../../src/clock/settle.ts';
import { type HttpServer, listen } from '../../src/http/listen.ts';
import { toFetchRequest } from '../../src/http/to-fetch-request.ts';
import { writeFetchResponse } from '../../src/http/write-fetch-response.ts';
import { type HandFedBody, handFedBody } from './hand-fed-body.ts';
import { begin, responseOf, send } from './send.ts';

describe('what is written', () => {
  it('is the status, the headers and the bytes that were given', async () => {
    const given: Response[] = [];
    await using server = await serve(() => given.pop() ?? Response.error());
    await fc.assert(
      fc.asyncProperty(STATUS, HEADERS, CHUNKS, async (status, headers, chunks) => {
        given.push(new Response(ReadableStream.from(chunks), { status, headers }));
        const req = begin(server.url);
        req.end();
        const res = await responseOf(req);
        expect(res.statusCode).toBe(status);
        for (const [name, value] of new Headers(headers)) {
          if (name !== 'set-cookie') expect(res.headers[name]).toBe(value.trim());
        }
        expect(res.headers['set-cookie'] ?? []).toEqual(new Headers(headers).getSetCookie());
        expect(await buffer(res)).toEqual(Buffer.concat(chunks));
      }),
      { numRuns: 100 },
    );
  });

  it('is the status text too', async () => {
    await using server = await serve(() => new Response('', { status: 200, statusText: 'Fine' }));
    expect((await fetch(server.url)).statusText).toBe('Fine');
  });

  it.each([200, 202, 204, 304, 405])('is a status of %i without a body', async (status) => {
    await using server = await serve(
      () => new Response(null, { status, headers: { allow: 'GET' } }),
    );
    const reply = await send(server.url);
    expect(reply).toMatchObject({ status, body: '', headers: { allow: 'GET' } });
    expect(reply.headers['transfer-encoding']).toBeUndefined();
  });

  it('is what the response says of itself, rather than what was to be said of any', async () => {
    await using server = await listen({
      app: async (_req, res) => {
        res.setHeader('Cross-Origin-Resource-Policy', 'same-origin').setHeader('X-Any', 'kept');
        const headers = { 'cross-origin-resource-policy': 'cross-origin' };
        await writeFetchResponse(
          new Response(null, { headers }),
          res,
          new AbortController().signal,
        );
      },
    });
    const own = { 'cross-origin-resource-policy': 'cross-origin', 'x-any': 'kept' };
    expect((await send(server.url)).headers).toMatchObject(own);
  });

  it('keeps a content length that is given, and gives none to a stream', async () => {
    const answers = [
      new Response('event', { headers: { 'content-length': '5' } }),
      new Response(ReadableStream.from([Buffer.from('event')])),
    ];
    await using server = await serve(() => answers.shift() ?? Response.error());
    expect((await send(server.url)).headers).toMatchObject({ 'content-length': '5' });
    expect((await send(server.url)).headers).toMatchObject({ 'transfer-encoding': 'chunked' });
  });

  it.each(['4', '6'])('breaks off rather than send 5 bytes as %s', async (length) => {
    await using server = await serve(
      () => new Response('event', { headers: { 'content-length': length } }),
    );
    await expect(send(server.url)).rejects.toThrow(/aborted|hang up/);
    expect(server.failures).toMatchObject([{ code: 'ERR_HTTP_CONTENT_LENGTH_MISMATCH' }]);
  });

  it('leaves what concerns the connection to Node', async () => {
    const headers = {
      connection: 'close, X-Private',
      'x-private': '1',
      'keep-alive': 'timeout=600',
      'transfer-encoding': 'gzip',
      'x-public': '2',
    };
    await using server = await serve(() => new Response('event', { headers }));
    const agent = new Agent({ keepAlive: true });
    const req = request(server.url, { agent });
    req.end();
    const res = await responseOf(req);
    agent.destroy();
    expect(res.headers).toMatchObject({
      connection: 'keep-alive',
      'transfer-encoding': 'chunked',
      'x-public': '2',
    });
    expect(res.headers['keep-alive']).not.toBe('timeout=600');
    expect(res.headers['x-private']).toBeUndefined();
  });
});

describe('when it is written', () => {
  it('sends the head before there is a body', async () => {
    const body = handFedBody();
    await using server = await serve(() => eventStream(body));
    const res = await fetch(server.url); // Never returns if the head waits for the body.
    expect(res.headers.get('content-type')).toBe('text/event-stream');
    body.end();
    expect(await res.text()).toBe('');
  });

  it('sends each chunk when it is there, whatever follows', async () => {
    const body = handFedBody();
    await using server = await serve(() => eventStream(body));
    const res = await fetch(server.url);
    const heard = res.body?.pipeThrough(new TextDecoderStream()).getReader();
    for (const event of ['data: 1\n\n', 'data: 2\n\n', 'data: 3\n\n']) {
      body.say(event); // The next is not said before this is heard.
      expect(await heard?.read()).toEqual({ done: false, value: event });
    }
    body.end();
    expect(await heard?.read()).toEqual({ done: true, value: undefined });
  });

  it('has the kernel send small chunks at once', async () => {
    const noDelay = vi.spyOn(Socket.prototype, 'setNoDelay');
    await using server = await serve(() => new Response('event'));
    await send(server.url);
    expect(noDelay).toHaveBeenCalledWith(true);
    noDelay.mockRestore();
  });

  it('makes one write to the socket for each chunk', async () => {
    const body = handFedBody();
    const writes: string[] = [];
    await using server = await serve(
      () => eventStream(body),
      (res) => recordWrites(res, writes),
    );
    const res = await fetch(server.url);
    const heard = res.body?.getReader();
    body.say('first');
    await heard?.read();
    body.say('second');
    await heard?.read();
    expect(writes).toEqual([
      expect.stringMatching(/^HTTP\/1.1 200 OK\r\n[\s\S]*\r\n\r\n$/),
      '5\r\nfirst\r\n',
      '6\r\nsecond\r\n',
    ]);
  });

  it('lets a chunk that is there already travel with the head', async () => {
    const body = handFedBody();
    body.say('first');
    const writes: string[] = [];
    await using server = await serve(
      () => eventStream(body),
      (res) => recordWrites(res, writes),
    );
    const res = await fetch(server.url);
    await res.body?.getReader().read();
    expect(writes).toEqual([
      expect.stringMatching(/^HTTP\/1.1 200 OK\r\n[\s\S]*\r\n\r\n5\r\nfirst\r\n$/),
    ]);
  });
});

describe('a reader that stops', () => {
  it('stops the body, and gets the rest when it goes on', async () => {
    const chunkBytes = 10_000;
    const chunks = Array.from({ length: 500 }, (_, index) => Buffer.alloc(chunkBytes, index));
    let asked = 0;
    const unsentBytes: number[] = [];
    const connection = inMemoryConnection(async (req, res) => {
      const body = pullBody(() => {
        unsentBytes.push(res.writableLength);
        asked += 1;
        return chunks[asked - 1];
      });
      await writeFetchResponse(new Response(body), res, toFetchRequest(req, res).signal);
      expect(res.listenerCount('drain')).toBe(0);
    });
    const res = await responseOf(connection.req);
    await settleMacrotasks();
    // Four buffers of Node's lie between body and reader: two of HTTP's and two of the connection.
    const stoppedAt = asked;
    expect(stoppedAt * chunkBytes).toBeLessThan(4 * res.readableHighWaterMark + 2 * chunkBytes);
    await settleMacrotasks();
    expect(asked).toBe(stoppedAt);

    expect((await buffer(res)).equals(Buffer.concat(chunks))).toBe(true);
    // Nothing more was ever asked for while Node's own buffer was full.
    expect(Math.max(...unsentBytes)).toBeLessThan(res.readableHighWaterMark);
  });

  it('and then disconnects, cancels the body', async () => {
    const cancelled = Promise.withResolvers<unknown>();
    const failed = Promise.withResolvers<unknown>();
    const connection = inMemoryConnection(async (req, res) => {
      const more = Array.from({ length: 20 }, () => new Uint8Array(1_000_000));
      const body = pullBody(() => more.pop(), cancelled.resolve);
      const { signal } = toFetchRequest(req, res);
      await writeFetchResponse(new Response(body), res, signal).catch(failed.resolve);
    });
    const res = await responseOf(connection.req);
    await settleMacrotasks();
    res.destroy();
    expect(await cancelled.promise).toMatchObject({ name: 'AbortError' });
    expect(await failed.promise).toBe(await cancelled.promise);
  });
});

describe('an end before the end', () => {
  it('cancels the body, silent as it may be, when the client disconnects', async () => {
    const body = handFedBody();
    await using server = await serve(() => eventStream(body));
    const client = new AbortController();
    await fetch(server.url, { signal: client.signal });
    client.abort();
    const reason = await body.cancelled;
    expect(reason).toMatchObject({ name: 'AbortError' });
    await server.idle();
    expect(server.failures).toEqual([reason]);
  });

  it('cancels a body that comes after the client has gone', async () => {
    const body = handFedBody();
    const asked = Promise.withResolvers<Request>();
    const answer = Promise.withResolvers<Response>();
    await using server = await serve((request) => {
      asked.resolve(request);
      return answer.promise;
    });
    const req = begin(server.url);
    req.on('error', () => {});
    req.end();
    const { signal } = await asked.promise;
    req.destroy();
    await once(signal, 'abort');
    answer.resolve(eventStream(body));
    expect(await body.cancelled).toBe(signal.reason);
    await server.idle();
    expect(server.failures).toEqual([signal.reason]);
  });

  it('does not cancel a body that ends by itself', async () => {
    const onCancel = vi.fn();
    const body = handFedBody();
    void body.cancelled.then(onCancel);
    await using server = await serve(() => eventStream(body));
    body.say('all there is');
    body.end();
    expect((await send(server.url)).body).toBe('all there is');
    await server.idle();
    expect(onCancel).not.toHaveBeenCalled();
  });

  it('breaks the connection when the body fails, so that no client takes it for the end', async () => {
    const body = handFedBody();
    await using server = await serve(() => eventStream(body));
    const res = await fetch(server.url);
    const heard = res.body?.getReader();
    body.say('data: 1\n\n');
    await heard?.read();
    const failure = new Error('Stata crashed');
    body.fail(failure);
    await expect(heard?.read()).rejects.toThrow('terminated');
    await server.idle();
    expect(server.failures).toEqual([failure]);
  });

  it('breaks the connection when a chunk is not bytes', async () => {
    const notBytes = new ReadableStream({ start: (body) => body.enqueue({ not: 'bytes' }) });
    await using server = await serve(() => new Response(notBytes));
    await expect(send(server.url)).rejects.toThrow(/aborted|hang up/);
    expect(server.failures).toMatchObject([{ code: 'ERR_INVALID_ARG_TYPE' }]);
  });
});

/** Every status that may have a body. */
const STATUS = fc.integer({ min: 200, max: 599 }).filter((code) => ![204, 205, 304].includes(code));

const HEADERS = fc.array(
  fc.tuple(
    fc.constantFrom('x-first', 'x-second', 'mcp-session-id', 'set-cookie'),
    fc.string({ unit: 'grapheme-ascii' }).map((value) => value.trim()),
  ),
);

const CHUNKS = fc.array(fc.uint8Array({ maxLength: 5000 }), { maxLength: 20 });

function eventStream(body: HandFedBody): Response {
  return new Response(body.stream, { headers: { 'content-type': 'text/event-stream' } });
}

/** A body that keeps nothing in store: it makes a chunk when it is asked for one, and counts. */
function pullBody(
  next: () => Uint8Array | undefined,
  cancel: (reason: unknown) => void = () => {},
): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const chunk = next();
        if (chunk === undefined) controller.close();
        else controller.enqueue(chunk);
      },
      cancel,
    },
    { highWaterMark: 0 },
  );
}

interface TestServer extends HttpServer {
  /** What writing has thrown. */
  readonly failures: unknown[];
  /** Resolves when no response is being written. */
  readonly idle: () => Promise<unknown>;
}

async function serve(
  answer: (request: Request) => Response | Promise<Response>,
  watch: (res: ServerResponse) => void = () => {},
): Promise<TestServer> {
  const failures: unknown[] = [];
  const writing: Promise<void>[] = [];
  const app: RequestListener = (req, res) => {
    watch(res);
    const write = async (): Promise<void> => {
      const request = toFetchRequest(req, res);
      await writeFetchResponse(await answer(request), res, request.signal);
    };
    writing.push(write().catch((error: unknown) => void failures.push(error)));
  };
  const server = await listen({ app });
  return { ...server, failures, idle: () => Promise.all(writing) };
}

/** A connection without the kernel's buffers, which are megabytes and nobody's to count. */
function inMemoryConnection(app: RequestListener) {
  const [client, server] = duplexPair();
  client.once('close', () => server.destroy());
  createServer(app).emit('connection', Object.assign(server, { setNoDelay: () => server }));
  const req = request({ createConnection: () => client, host: 'localhost' });
  req.end();
  return { req };
}

/** Writes down what each write to the socket consists of. */
function recordWrites({ socket }: ServerResponse, writes: string[]): void {
  if (socket === null) throw new Error('the response has no socket');
  const { _write, _writev } = socket;
  socket._write = function record(chunk, encoding, done) {
    writes.push(String(chunk));
    _write.call(this, chunk, encoding, done);
  };
  socket._writev = function record(chunks, done) {
    writes.push(chunks.map(({ chunk }) => String(chunk)).join(''));
    _writev?.call(this, chunks, done);
  };
}
