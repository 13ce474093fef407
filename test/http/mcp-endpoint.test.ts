import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../src/http/create-app.ts';
import { type HttpServer, listen } from '../../src/http/listen.ts';
import type { SessionManager } from '../../src/manager/session-manager.ts';
import { handFedBody } from './hand-fed-body.ts';
import { begin, closeOf, responseOf, send } from './send.ts';

describe('mcpEndpoint', () => {
  it.each(['GET', 'POST', 'DELETE'])('hands %s to the manager', async (method) => {
    await using server = await serve(async (request) => new Response(request.method));
    expect(await send(server.url, { method })).toMatchObject({ status: 200, body: method });
  });

  it.each(['PUT', 'PATCH', 'OPTIONS', 'HEAD'])(
    'refuses %s, and says what it takes',
    async (method) => {
      await using server = await serve(async () => new Response('reached'));
      const reply = await send(server.url, { method });
      expect(reply).toMatchObject({ status: 405, headers: { allow: 'GET, POST, DELETE' } });
      if (method !== 'HEAD')
        expect(JSON.parse(reply.body)).toEqual(rpcError(`${method} is not allowed here`));
    },
  );

  it('echoes any body, byte for byte, in whatever pieces it comes', async () => {
    await using server = await serve(async (request) => new Response(await request.arrayBuffer()));
    const pieces = fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(pieces, async (chunks) => {
        const req = begin(server.url, { method: 'POST' });
        for (const chunk of chunks) req.write(chunk);
        req.end();
        expect(await text(await responseOf(req))).toBe(chunks.join(''));
      }),
    );
  });

  it('takes a body of just the limit', async () => {
    await using server = await serve(async (request) => new Response(await request.text()), 10);
    const reply = await send(server.url, { method: 'POST', body: '0123456789' });
    expect(reply).toMatchObject({ status: 200, body: '0123456789' });
  });

  it.each([
    ['content-length', { 'content-length': '11' }],
    ['transfer-encoding', { 'transfer-encoding': 'chunked' }],
  ])('refuses a body over the limit, measured by its %s', async (_by, headers) => {
    await using server = await serve(unreachable, 10);
    const reply = await send(server.url, { method: 'POST', headers, body: '0123456789A' });
    expect(reply).toMatchObject({ status: 413 });
    expect(JSON.parse(reply.body)).toEqual(rpcError('request entity too large'));
  });

  it('refuses a compressed body', async () => {
    await using server = await serve(unreachable);
    const headers = { 'content-encoding': 'gzip' };
    const reply = await send(server.url, { method: 'POST', headers, body: gzipSync('{}') });
    expect(reply).toMatchObject({ status: 415 });
    expect(JSON.parse(reply.body)).toEqual(rpcError('content encoding unsupported'));
  });

  it('never asks the manager when the client gives up while it sends', async () => {
    await using server = await serve(unreachable);
    const headers = { 'content-length': '100', expect: '100-continue' };
    const req = begin(server.url, { method: 'POST', headers });
    req.flushHeaders();
    await once(req, 'continue');
    const closed = closeOf(req);
    req.destroy();
    await closed;
    expect(await send(`${server.url}/elsewhere`)).toMatchObject({ status: 404 });
    expect(server.errors).toEqual([]);
  });

  it('tells the manager that the client has gone', async () => {
    const asked = Promise.withResolvers<Request>();
    await using server = await serve(async (request) => {
      asked.resolve(request);
      return new Response(handFedBody().stream);
    });
    const req = begin(server.url);
    req.end();
    const res = await responseOf(req);
    const { signal } = await asked.promise;
    res.destroy();
    await once(signal, 'abort');
  });

  it('hides what a manager throws from the client, and reports it', async () => {
    const failure = Object.assign(new Error('the licence is in C:\\secret'), { status: 404 });
    await using server = await serve(() => Promise.reject(failure));
    const reply = await send(server.url);
    expect(reply).toMatchObject({ status: 500 });
    expect(JSON.parse(reply.body)).toEqual({
      jsonrpc: '2.0',
      error: { code: -32603, message: 'internal error' },
      id: null,
    });
    expect(server.errors).toEqual([failure]);
  });

  it('answers even if a manager throws nothing', async () => {
    await using server = await serve(() => Promise.reject());
    expect(await send(server.url)).toMatchObject({ status: 500 });
    expect(server.errors).toHaveLength(1);
  });

  it('hides a response that cannot be written, and reports it', async () => {
    await using server = await serve(async () => Response.error());
    expect(await send(server.url)).toMatchObject({ status: 500 });
    expect(server.errors).toEqual([new TypeError('Response.error() cannot be sent')]);
  });

  it('breaks off a stream that fails, and reports it', async () => {
    const body = handFedBody();
    await using server = await serve(async () => new Response(body.stream));
    const req = begin(server.url);
    req.end();
    const res = await responseOf(req);
    const failure = new Error('Stata crashed');
    body.fail(failure);
    await expect(text(res)).rejects.toThrow('aborted');
    expect(server.errors).toEqual([failure]);
  });

  it('does not take it for an error that a client goes away', async () => {
    const asked = Promise.withResolvers<Request>();
    await using server = await serve((request) => {
      asked.resolve(request);
      return new Promise((_resolve, reject) => {
        request.signal.addEventListener('abort', () => reject(request.signal.reason));
      });
    });
    const req = begin(server.url);
    req.on('error', () => {});
    req.end();
    const { signal } = await asked.promise;
    req.destroy();
    await once(signal, 'abort');
    expect(await send(`${server.url}/elsewhere`)).toMatchObject({ status: 404 });
    expect(server.errors).toEqual([]);
  });
});

interface TestServer extends HttpServer {
  readonly errors: unknown[];
}

async function serve(manager: SessionManager, bodyLimitBytes?: number): Promise<TestServer> {
  const errors: unknown[] = [];
  const app = createApp({
    manager,
    health: () => ({}),
    onError: (error) => void errors.push(error),
    ...(bodyLimitBytes === undefined ? {} : { bodyLimitBytes }),
  });
  const server = await listen({ app });
  return { ...server, url: `${server.url}/mcp-streamable`, errors };
}

const unreachable: SessionManager = async () => {
  throw new Error('the manager was asked');
};

function rpcError(message: string) {
  return { jsonrpc: '2.0', error: { code: -32000, message }, id: null };
}
