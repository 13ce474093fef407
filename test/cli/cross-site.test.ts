import { describe, expect, it } from 'vitest';
import { PROFILE_NAMES } from '../../src/server/profile.ts';
import { send } from '../http/send.ts';
import { head, speak, statusOf } from '../http/speak.ts';
import { fakeStata, fakeStataServe, fakeStataTap } from './fake-stata.ts';

const STREAM = '/run_selection/stream?selection=display+6*7';
const ELSEWHERE = { headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'image' } };

describe('fake-stata tap, for a client that takes it for a proxy', () => {
  it('relays nothing but its target', async () => {
    await using elsewhere = await fakeStataServe('--speed', '100');
    await using server = await fakeStataServe('--speed', '100');
    await using tap = await fakeStataTap('--to', server.url);
    const port = Number(new URL(tap.url).port);
    const away = new URL(elsewhere.url);
    for (const line of [
      `POST ${away.origin}/sessions`,
      `POST //${away.host}/sessions`,
      `POST /\\${away.host}/sessions`,
      'POST /sessions',
    ]) {
      const answer = await speak(port, head(line, `Host: ${away.host}`));
      expect([line, statusOf(answer)]).toEqual([line, expect.toBeOneOf([400, 404])]);
    }
    for (const { url } of [elsewhere, server]) {
      const { body } = await send(new URL('/sessions', url).href);
      expect(JSON.parse(body)).toMatchObject({ sessions: [{}] });
    }
    const asked = head('DELETE /mcp-streamable', 'Host: localhost', 'Mcp-Session-Id: nobody');
    expect(statusOf(await speak(port, asked))).toBe(404);
  });
});

describe('fake-stata serve, for pages of other sites', () => {
  it.each(PROFILE_NAMES)('runs nothing as %s', async (profile) => {
    await using server = await fakeStataServe('--as', profile, '--speed', '100');
    const { origin } = new URL(server.url);
    for (const site of ['cross-site', 'same-site']) {
      const headers = { 'sec-fetch-site': site };
      const reply = await send(origin + STREAM, { headers });
      expect(reply).toMatchObject({ status: 403, headers: SAFE });
      expect(await send(server.url, { headers })).toMatchObject({ status: 403, headers: SAFE });
      expect((await send(`${origin}/`, { headers })).status).not.toBe(403);
    }
    const headers = { 'sec-fetch-site': 'same-origin' };
    expect((await send(origin + STREAM, { headers })).status).not.toBe(403);
  });

  it('runs what they like where it is told to', async () => {
    await using server = await fakeStataServe('--as', 'stata-mcp@0.5.2', '--allow-cross-site');
    const { origin } = new URL(server.url);
    const reply = await send(origin + STREAM, ELSEWHERE);
    expect(reply.body).toContain('42');
    expect(reply.headers).toMatchObject({ 'cross-origin-resource-policy': 'cross-origin' });
  });

  it('can’t be told so of its own surface', async () => {
    const { exitCode, stderr } = await fakeStata('serve', '--allow-cross-site');
    expect(stderr).toContain('--allow-cross-site is for --as stata-mcp@…');
    expect(exitCode).toBe(2);
  });

  it('says with every answer what it is, and whose', async () => {
    await using server = await fakeStataServe('--token', 's3cret', '--speed', '100');
    const { origin } = new URL(server.url);
    const headers = { authorization: 'Bearer s3cret' };
    for (const [path, status] of [
      ['/health', 200],
      [STREAM, 200],
      ['/nowhere', 404],
      ['/api/about', 200],
      ['/api/run', 405],
      ['/mcp-streamable', 400],
    ] as const) {
      expect([path, await send(origin + path, { headers })]).toMatchObject([
        path,
        { status, headers: SAFE },
      ]);
    }
    expect(await send(origin + STREAM)).toMatchObject({ status: 401, headers: SAFE });
    const evil = { headers: { host: 'evil.example' } };
    expect(await send(origin, evil)).toMatchObject({ status: 403, headers: SAFE });
    expect(await send(`${origin}/`)).toMatchObject({ headers: SAFE });
    const long = { headers: { cookie: 'x'.repeat(20_000) } };
    expect(await send(origin, long)).toMatchObject({ status: 431, headers: SAFE });
    const hopeful = { headers: { expect: 'a miracle' } };
    expect(await send(origin, hopeful)).toMatchObject({ status: 417, headers: SAFE });
  });
});

const SAFE = {
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
};
