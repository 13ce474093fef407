import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Clock } from '../../src/clock/clock.ts';
import { VirtualClock } from '../../src/clock/virtual-clock.ts';
import { Sessions, type SessionsOptions } from '../../src/manager/sessions.ts';
import { del, get, initialize, post, rpc } from './requests.ts';

const MINUTE_MS = 60_000;

describe('a session', () => {
  it('begins with initialize, and has an id that nobody can guess', async () => {
    await using sessions = open();
    const ids = [await idOf(sessions), await idOf(sessions)];
    expect(new Set(ids).size).toBe(2);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(sessions.size).toBe(2);
  });

  it('is asked for with 400 when its id is missing, and 404 when it is unknown', async () => {
    await using sessions = open();
    const list = rpc('tools/list', {}, 2);
    expect(await statusAndCode(sessions.handle(post(list)))).toEqual([400, -32000]);
    expect(await statusAndCode(sessions.handle(get()))).toEqual([400, -32000]);
    expect(await statusAndCode(sessions.handle(del()))).toEqual([400, -32000]);
    expect(await statusAndCode(sessions.handle(post(list, 'nobody')))).toEqual([404, -32001]);
    expect(await statusAndCode(sessions.handle(get('nobody')))).toEqual([404, -32001]);
  });

  it('is not begun by what is not JSON, nor by a client that accepts no event stream', async () => {
    await using sessions = open();
    expect(await statusAndCode(sessions.handle(post('{')))).toEqual([400, -32700]);
    const picky = post(initialize());
    picky.headers.set('accept', 'application/json');
    expect(await statusAndCode(sessions.handle(picky))).toEqual([406, -32000]);
    expect(sessions.size).toBe(0);
  });

  it('refuses initialize with wrong parameters, and a batch of nothing, and is not begun by them', async () => {
    await using sessions = open();
    const wrong = rpc('initialize', { protocolVersion: 1 }, 1);
    expect(await statusAndCode(sessions.handle(post(wrong)))).toEqual([400, -32602]);
    expect(await statusAndCode(sessions.handle(post('[]')))).toEqual([400, -32600]);
    expect(sessions.size).toBe(0);
    const id = await idOf(sessions);
    expect(await statusAndCode(sessions.handle(post(wrong, id)))).toEqual([400, -32602]);
    expect(await statusAndCode(sessions.handle(post('[]', id)))).toEqual([400, -32600]);
  });

  it('ends with DELETE: after that its id is answered with 404', async () => {
    await using sessions = open();
    const id = await idOf(sessions);
    expect((await sessions.handle(del(id))).status).toBe(200);
    expect(sessions.size).toBe(0);
    expect(await statusAndCode(sessions.handle(del(id)))).toEqual([404, -32001]);
  });

  it('is refused with 503 when there are as many as there may be', async () => {
    await using sessions = open({ sessionsMax: 1 });
    const id = await idOf(sessions);
    expect(await statusAndCode(sessions.handle(post(initialize())))).toEqual([503, -32000]);
    await sessions.handle(del(id));
    expect((await sessions.handle(post(initialize()))).status).toBe(200);
  });

  it('is refused to the second of two that ask at the same time for the last place', async () => {
    await using sessions = open({ sessionsMax: 1 });
    const answers = await Promise.all([0, 1].map(() => sessions.handle(post(initialize()))));
    expect(answers.map(({ status }) => status)).toEqual([200, 503]);
  });

  it('ends when everything is closed, and so do its streams', async () => {
    const sessions = open();
    const stream = await sessions.handle(get(await idOf(sessions)));
    await sessions.close();
    expect(await stream.text()).toBe('');
    expect(sessions.size).toBe(0);
  });
});

describe('an idle session', () => {
  it('ends when nothing has been asked of it for as long as it may be idle', async () => {
    const clock = new VirtualClock();
    await using sessions = open({ clock, idleMs: 30 * MINUTE_MS });
    const id = await idOf(sessions);
    await clock.runUntil(clock.sleep(20 * MINUTE_MS));
    expect((await sessions.handle(post(rpc('ping', {}, 2), id))).status).toBe(200);
    await clock.runUntil(clock.sleep(30 * MINUTE_MS - 1));
    expect(sessions.size).toBe(1);
    await clock.runUntil(clock.sleep(1));
    expect(sessions.size).toBe(0);
    expect(await statusAndCode(sessions.handle(get(id)))).toEqual([404, -32001]);
  });

  it('is not idle while a call runs, however long; only from its end on', async () => {
    const clock = new VirtualClock();
    await using sessions = open({ clock, idleMs: 30 * MINUTE_MS });
    const id = await idOf(sessions);
    const call = rpc('tools/call', { name: 'work', arguments: { ms: 100 * MINUTE_MS } }, 2);
    const response = await sessions.handle(post(call, id));
    expect(await clock.runUntil(response.text())).toContain('"id":2');
    expect(clock.now()).toBe(100 * MINUTE_MS);
    await clock.runUntil(clock.sleep(30 * MINUTE_MS - 1));
    expect(sessions.size).toBe(1);
    await clock.runUntil(clock.sleep(1));
    expect(sessions.size).toBe(0);
  });

  it('is idle again once its call has been cancelled', async () => {
    const clock = new VirtualClock();
    await using sessions = open({ clock, idleMs: 30 * MINUTE_MS });
    const id = await idOf(sessions);
    const call = rpc('tools/call', { name: 'work', arguments: { ms: 100 * MINUTE_MS } }, 2);
    await sessions.handle(post(call, id));
    await sessions.handle(post(rpc('notifications/cancelled', { requestId: 2 }), id));
    await clock.runUntil(clock.sleep(30 * MINUTE_MS));
    expect(sessions.size).toBe(0);
  });
});

function open(options: Partial<SessionsOptions> = {}): Sessions {
  const clock = options.clock ?? new VirtualClock({ warn: () => {} });
  return new Sessions({ clock, createServer: () => workServer(clock), ...options });
}

function workServer(clock: Clock): McpServer {
  const server = new McpServer({ name: 'test', version: '0' });
  server.registerTool('work', { inputSchema: { ms: z.number() } }, async ({ ms }, { signal }) => {
    await clock.sleep(ms, signal);
    return { content: [] };
  });
  return server;
}

async function idOf(sessions: Sessions): Promise<string> {
  const response = await sessions.handle(post(initialize()));
  return response.headers.get('mcp-session-id') ?? '';
}

async function statusAndCode(answer: Promise<Response>): Promise<readonly [number, number]> {
  const response = await answer;
  const body = z.object({ error: z.object({ code: z.number() }) }).parse(await response.json());
  return [response.status, body.error.code];
}
