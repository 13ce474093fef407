import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { settleMacrotasks } from '../../src/clock/settle.ts';
import { HttpWire } from '../../src/probe/http-wire.ts';
import type { WireRequest } from '../../src/probe/wire.ts';

describe('HttpWire', () => {
  it('sends the method, the headers and the body, and nothing that was not asked for', async () => {
    let headers: object = {};
    await using server = await listen(async (request, response) => {
      headers = request.headers;
      response.setHeader('x-method', request.method ?? '');
      for await (const chunk of request) response.write(chunk);
      response.end();
    });
    await using wire = new HttpWire();
    await using response = await wire.exchange({
      ...post(server.url),
      headers: { 'X-Case': 'kept' },
      body: 'grüße',
    });
    expect(response.headers.get('X-METHOD')).toBe('POST');
    expect(await textOf(response.body)).toBe('grüße');
    expect(headers).toEqual({
      'x-case': 'kept',
      'content-length': '7',
      host: expect.any(String),
      connection: 'keep-alive',
    });
  });

  it('gives the headers before there is a body, and each chunk as it comes', async () => {
    const steps = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const;
    await using server = await listen(async (_, response) => {
      response.writeHead(207).flushHeaders();
      await steps[0].promise;
      response.write('one');
      await steps[1].promise;
      response.end('two');
    });
    await using wire = new HttpWire();
    await using response = await wire.exchange(post(server.url));
    expect(response.status).toBe(207);
    const heard: string[] = [];
    steps[0].resolve();
    for await (const chunk of response.body) {
      heard.push(new TextDecoder().decode(chunk));
      steps[1].resolve();
    }
    expect(heard).toEqual(['one', 'two']);
  });

  it('keeps a socket for the next exchange, whether or not the body was read', async () => {
    await using server = await listen((_, response) => response.end('small'));
    await using wire = new HttpWire();
    for (const isRead of [true, false, true]) {
      {
        await using response = await wire.exchange(post(server.url));
        if (isRead) expect(await textOf(response.body)).toBe('small');
      }
      await settleMacrotasks(); // Node gives a socket back on its next tick.
    }
    expect(server.sockets).toHaveLength(1);
  });

  it('hangs up on a response that it is done with before its end', async () => {
    const left = Promise.withResolvers<void>();
    await using server = await listen((_, response) => {
      response.on('close', left.resolve);
      response.write('endless');
    });
    await using wire = new HttpWire();
    {
      await using _ = await wire.exchange(post(server.url));
    }
    await left.promise;
  });

  it('closes its sockets when it is disposed of', async () => {
    await using server = await listen((_, response) => response.end());
    {
      await using wire = new HttpWire();
      await using response = await wire.exchange(post(server.url));
      await textOf(response.body);
    }
    const [socket = fail()] = server.sockets;
    if (!socket.destroyed) await once(socket, 'close');
  });

  it('rejects with the signal’s reason, before and during an exchange', async () => {
    const asked = Promise.withResolvers<void>();
    await using server = await listen(() => asked.resolve());
    await using wire = new HttpWire();
    const abort = new AbortController();
    const exchange = wire.exchange({ ...post(server.url), signal: abort.signal });
    await asked.promise;
    abort.abort(new Error('enough'));
    await expect(exchange).rejects.toThrow('enough');
    await expect(wire.exchange({ ...post(server.url), signal: abort.signal })).rejects.toThrow(
      'enough',
    );
  });

  it('breaks a body off when the signal says so', async () => {
    await using server = await listen((_, response) => void response.write('endless'));
    await using wire = new HttpWire();
    const abort = new AbortController();
    await using response = await wire.exchange({ ...post(server.url), signal: abort.signal });
    const read = async (): Promise<void> => {
      for await (const _ of response.body) abort.abort();
    };
    await expect(read()).rejects.toThrow();
  });

  it('speaks TLS to an https address', async () => {
    await using server = await listen((_, response) => response.end());
    await using wire = new HttpWire();
    const url = server.url.replace('http:', 'https:');
    await expect(wire.exchange(post(url))).rejects.toMatchObject({ code: 'EPROTO' });
  });
});

async function listen(listener: RequestListener) {
  const server = createServer(listener);
  const sockets: Socket[] = [];
  server.on('connection', (socket) => sockets.push(socket));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    sockets,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function post(url: string): WireRequest {
  return { method: 'POST', url, headers: {}, signal: new AbortController().signal };
}

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  return await text(Readable.from(body));
}

function fail(): never {
  throw new Error('there is no socket');
}
