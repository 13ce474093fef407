import { describe, expect, it, vi } from 'vitest';
import { type AppOptions, createApp } from '../../src/http/create-app.ts';
import { type HttpServer, listen } from '../../src/http/listen.ts';
import { send } from './send.ts';

describe('createApp', () => {
  it('says how it is', async () => {
    let runs = 0;
    await using server = await serve({ health: () => ({ status: 'ok', runs: ++runs }) });
    for (const expected of [1, 2]) {
      const reply = await send(`${server.url}/health`);
      expect(reply).toMatchObject({
        status: 200,
        headers: { 'content-type': /^application\/json/ },
      });
      expect(JSON.parse(reply.body)).toEqual({ status: 'ok', runs: expected });
    }
  });

  it('reaches each manager by its path', async () => {
    await using server = await serve({
      manager: async () => new Response('the one'),
      managers: { '/managers/buffered/mcp': async () => new Response('another') },
    });
    expect((await send(`${server.url}/mcp-streamable`)).body).toBe('the one');
    expect((await send(`${server.url}/managers/buffered/mcp`)).body).toBe('another');
  });

  it.each([
    ['GET', '/'],
    ['POST', '/health'],
    ['GET', '/mcp-streamable/more'],
    ['GET', '//mcp-streamable'],
    ['GET', '/%ff'],
  ])('has no %s %s, and says so in JSON', async (method, path) => {
    await using server = await serve({});
    const reply = await send(`${server.url}${path}`, { method });
    expect(reply).toMatchObject({ status: 404 });
    expect(JSON.parse(reply.body)).toEqual({
      jsonrpc: '2.0',
      error: { code: -32000, message: `there is no ${method} ${path}` },
      id: null,
    });
  });

  it('asks the API about all other paths, and leaves to others what that leaves', async () => {
    await using server = await serve({
      api: async (request) =>
        request.url.endsWith('/run_file') ? new Response(await request.text()) : null,
    });
    const hello = { method: 'POST', body: 'hello' };
    expect(await send(`${server.url}/run_file`, hello)).toMatchObject({
      status: 200,
      body: 'hello',
    });
    expect(await send(`${server.url}/nowhere`, hello)).toMatchObject({ status: 404 });
    expect(await send(`${server.url}/health`)).toMatchObject({ body: '{"status":"ok"}' });
  });

  it('guards every path', async () => {
    await using server = await serve({ allowedHosts: ['stata.lan'] });
    for (const path of ['/mcp-streamable', '/health', '/elsewhere']) {
      const evil = { headers: { host: 'evil.example' } };
      expect(await send(`${server.url}${path}`, evil)).toMatchObject({ status: 403 });
    }
    const friend = { headers: { host: 'stata.lan' } };
    expect(await send(`${server.url}/health`, friend)).toMatchObject({ status: 200 });
  });

  it('names neither its maker nor a version of its answer', async () => {
    await using server = await serve({});
    const { headers } = await send(`${server.url}/health`);
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).not.toHaveProperty('etag');
  });

  it('reports a failure as a process warning if nobody else wants it', async () => {
    const warn = vi.spyOn(process, 'emitWarning').mockReturnValue();
    const failure = new Error('no health');
    await using server = await serve({
      health: () => {
        throw failure;
      },
    });
    const reply = await send(`${server.url}/health`);
    expect(reply).toMatchObject({ status: 500 });
    expect(reply.body).not.toContain('no health');
    expect(warn).toHaveBeenCalledWith(failure);
    warn.mockRestore();
  });
});

async function serve(options: Partial<AppOptions>): Promise<HttpServer> {
  const manager = async (): Promise<Response> => new Response('managed');
  const app = createApp({ manager, health: () => ({ status: 'ok' }), ...options });
  return await listen({ app });
}
