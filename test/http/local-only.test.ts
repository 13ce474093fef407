import express from 'express';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HttpServer, listen } from '../../src/http/listen.ts';
import { localOnly } from '../../src/http/local-only.ts';
import { send } from './send.ts';

describe('localOnly', () => {
  it.each([
    'localhost',
    'LocalHost:4000',
    '127.0.0.1:4000',
    '[::1]',
    '[::1]:4000',
    '[0:0:0:0:0:0:0:1]',
    'stata.lan',
    'STATA.lan:80',
    '192.168.1.5:4000',
    '[fe80::1]',
  ])('lets the host %s through', async (host) => {
    await using server = await guard(['Stata.LAN', '192.168.1.5', '[FE80:0::1]']);
    expect(await send(server.url, { headers: { host } })).toMatchObject({ status: 200 });
  });

  it.each([
    '',
    'evil.example',
    'evil.example:4000',
    'localhost.evil.example',
    'localhost.',
    '192.168.1.5',
    '0.0.0.0',
    'localhost:99999',
    'localhost@evil.example',
    'evil.example@localhost',
    'evil.example/@localhost',
    'localhost/',
    'localhost#',
    'localhost evil.example',
    'localhost, evil.example',
    '[::1',
    '::1',
  ])('refuses the host %j', async (host) => {
    await using server = await guard();
    const reply = await send(server.url, { headers: ['Host', host] });
    expect(reply).toMatchObject({ status: 403 });
    expect(JSON.parse(reply.body)).toMatchObject({
      jsonrpc: '2.0',
      error: {
        code: -32000,
        message: expect.stringContaining(`Host header ${JSON.stringify(host)} is refused`),
      },
      id: null,
    });
  });

  it.each([
    'http://localhost',
    'https://localhost:8443',
    'http://127.0.0.1:6274',
    'http://[::1]:3000',
    'https://stata.lan',
  ])('lets the origin %s through', async (origin) => {
    await using server = await guard(['stata.lan']);
    expect(await send(server.url, { headers: { origin } })).toMatchObject({ status: 200 });
  });

  it.each([
    '',
    'null',
    'http://evil.example',
    'http://localhost.evil.example',
    'http://evil.example:80',
    'http://localhost@evil.example',
    'http://evil.example/localhost',
    'http://localhost, http://evil.example',
    'localhost',
    'file://localhost',
    'chrome-extension://localhost',
    'http://',
  ])('refuses the origin %j', async (origin) => {
    await using server = await guard();
    const reply = await send(server.url, { headers: { host: 'localhost', origin } });
    expect(reply).toMatchObject({ status: 403 });
    expect(reply.body).toContain('Origin header');
  });

  it('refuses a host or an origin that is sent twice', async () => {
    await using server = await guard();
    for (const twice of [
      ['Host', 'localhost', 'Host', 'evil.example'],
      ['Host', 'localhost', 'Origin', 'http://localhost', 'Origin', 'http://evil.example'],
    ]) {
      expect(await send(server.url, { headers: twice })).toMatchObject({ status: 403 });
    }
  });

  it('says how to allow what it refuses', async () => {
    await using server = await guard();
    const headers = { host: 'evil.example:4000' };
    expect((await send(server.url, { headers })).body).toContain(
      String.raw`to allow it, add \"evil.example\" to the allowed hosts`,
    );
  });

  it('lets no name through but those that it knows', async () => {
    await using server = await guard();
    const known = ['localhost', '127.0.0.1'];
    const name = fc.oneof(fc.domain(), fc.ipV4()).filter((host) => !known.includes(host));
    await fc.assert(
      fc.asyncProperty(name, async (host) => {
        expect(await send(server.url, { headers: { host } })).toMatchObject({ status: 403 });
        const origin = `https://${host}`;
        const headers = { host: 'localhost', origin };
        expect(await send(server.url, { headers })).toMatchObject({ status: 403 });
      }),
    );
  });

  it.each(['', '*', '::1', 'http://stata.lan', 'two hosts'])(
    'cannot be told to allow %j',
    (host) => {
      expect(() => localOnly([host])).toThrow(`${JSON.stringify(host)} is not a host name`);
    },
  );
});

async function guard(allowedHosts?: string[]): Promise<HttpServer> {
  const app = express();
  app.use(localOnly(allowedHosts));
  app.use((_req, res) => void res.end());
  return await listen({ app });
}
