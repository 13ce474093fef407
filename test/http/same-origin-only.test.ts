import express from 'express';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HttpServer, listen } from '../../src/http/listen.ts';
import { sameOriginOnly } from '../../src/http/same-origin-only.ts';
import { send } from './send.ts';

const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36';
const SAFARI_15 = 'Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 Version/15.6 Safari/605.1.15';
const POWERSHELL = 'Mozilla/5.0 (Windows NT; Windows NT 10.0; en-US) WindowsPowerShell/5.1.19041';
/** The server's own address, as a browser has it. */
const OWN = 'http://stata.lan:4000';

describe('sameOriginOnly', () => {
  it.each<[string, Record<string, string>]>([
    ['its own page', { 'sec-fetch-site': 'same-origin', 'user-agent': CHROME }],
    ['a program', {}],
    ['curl', { 'user-agent': 'curl/8.5.0' }],
    ['Node', { 'user-agent': 'node', 'sec-fetch-mode': 'cors' }],
    ['a program with an origin', { 'user-agent': 'node', origin: 'http://localhost:6274' }],
    ['PowerShell', { 'user-agent': POWERSHELL }],
    ['its own page, by its address', { 'user-agent': SAFARI_15, referer: `${OWN}/#see` }],
    ['its own page, by its origin', { 'user-agent': SAFARI_15, origin: OWN }],
    ['a page of a host that is allowed', { 'user-agent': CHROME, referer: 'https://proxy.lan/' }],
  ])('lets %s ask for everything', async (_who, headers) => {
    await using server = await guard();
    for (const path of ['/health', '/run_file']) expect(await ask(server, path, headers)).toBe(200);
  });

  it.each<[string, Record<string, string>]>([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another port', { 'sec-fetch-site': 'same-site' }],
    ['another site, of a program', { 'sec-fetch-site': 'cross-site', 'user-agent': 'node' }],
    ['another site, with our origin', { 'sec-fetch-site': 'cross-site', origin: OWN }],
    ['another site, by a link', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }],
    ['a site of which nobody has heard', { 'sec-fetch-site': 'new-site' }],
    ['a site in capitals', { 'sec-fetch-site': 'Same-Origin' }],
    ['no site', { 'sec-fetch-site': '' }],
    ['another page, by its address', { 'user-agent': SAFARI_15, referer: 'http://evil.example/' }],
    ['another page, of any program', { referer: 'http://evil.example/' }],
    ['another port, by its address', { referer: 'http://stata.lan:3000/' }],
    ['no page at all', { referer: 'about:blank' }],
    ['our name in its address', { referer: `http://evil.example/${OWN}` }],
    ['our name as a user’s', { referer: 'http://stata.lan:4000@evil.example/' }],
    ['another port, by its origin', { 'user-agent': SAFARI_15, origin: 'http://stata.lan:3000' }],
    ['a sandbox', { 'user-agent': SAFARI_15, origin: 'null' }],
    ['our origin and another page', { origin: OWN, referer: 'http://evil.example/' }],
  ])('refuses %s everything', async (_who, headers) => {
    await using server = await guard();
    for (const path of ['/health', '/run_file']) expect(await ask(server, path, headers)).toBe(403);
  });

  it.each<[string, Record<string, string>]>([
    ['the address bar', { 'sec-fetch-site': 'none', 'sec-fetch-user': '?1' }],
    ['an old browser that says nothing of itself', { 'user-agent': SAFARI_15 }],
  ])('lets %s have /health alone', async (_who, headers) => {
    await using server = await guard();
    expect(await ask(server, '/health', headers)).toBe(200);
    expect(await ask(server, '/run_file', headers)).toBe(403);
  });

  it('refuses what is sent twice', async () => {
    await using server = await guard();
    const twice = ['Sec-Fetch-Site', 'same-origin', 'Sec-Fetch-Site', 'cross-site'];
    const headers = ['Host', 'stata.lan:4000', ...twice];
    expect(await send(server.url, { headers })).toMatchObject({ status: 403 });
    const referers = ['Referer', `${OWN}/`, 'Referer', 'http://evil.example/'];
    const again = await send(server.url, { headers: ['Host', 'stata.lan:4000', ...referers] });
    expect(again).toMatchObject({ status: 403 });
  });

  it('says why', async () => {
    await using server = await guard();
    const { body } = await send(server.url, { headers: { 'sec-fetch-site': 'cross-site' } });
    expect(JSON.parse(body).error.message).toBe(
      'only this server\'s own page may have a browser ask for this: Sec-Fetch-Site is "cross-site"',
    );
  });

  it('takes no word of a browser’s but one', async () => {
    await using server = await guard();
    const word = fc.stringMatching(/^[\x21-\x7e]{1,20}$/).filter((text) => text !== 'same-origin');
    await fc.assert(
      fc.asyncProperty(word, async (site) => {
        expect(await ask(server, '/run_file', { 'sec-fetch-site': site })).toBe(403);
      }),
    );
  });
});

async function guard(): Promise<HttpServer> {
  const app = express();
  app.use(sameOriginOnly(['proxy.lan']));
  app.use((_req, res) => void res.end());
  return await listen({ app });
}

async function ask(server: HttpServer, path: string, headers: Record<string, string>) {
  const { status } = await send(server.url + path, {
    headers: { host: 'stata.lan:4000', ...headers },
  });
  return status;
}
