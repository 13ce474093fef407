import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { LoggingMessageNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import { type EventSourceMessage, EventSourceParserStream } from 'eventsource-parser/stream';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Clock } from '../../src/clock/clock.ts';
import { settleMacrotasks } from '../../src/clock/settle.ts';
import { VirtualClock } from '../../src/clock/virtual-clock.ts';
import { createApp } from '../../src/http/create-app.ts';
import { listen } from '../../src/http/listen.ts';
import { QUEUE_MAX_BYTES } from '../../src/manager/byte-queue.ts';
import {
  LegacySseSessions,
  type LegacySseSessionsOptions,
} from '../../src/manager/legacy-sse-sessions.ts';
import { initialize, rpc } from './requests.ts';

const ORIGIN = 'http://127.0.0.1';
const PATHS = { sse: '/mcp', messages: '/mcp/messages/' } as const;
const MINUTE_MS = 60_000;

describe('a legacy session', () => {
  it('begins with a GET, whose first event says where to post to', async () => {
    await using sessions = open();
    const response = await sessions.handle(get());
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toEqual({
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    });
    const { data, event } = await listenTo(response).next();
    expect([event, data]).toEqual([
      'endpoint',
      expect.stringMatching(/^\/mcp\/messages\/\?session_id=[0-9a-f]{32}$/),
    ]);
  });

  it('has an id of its own', async () => {
    await using sessions = open();
    const [one, another] = [await begin(sessions), await begin(sessions)];
    expect(one.endpoint).not.toBe(another.endpoint);
    expect(sessions.size).toBe(2);
  });

  it('answers a POST with 202, and its request down the stream', async () => {
    await using sessions = open();
    const { endpoint, next } = await begin(sessions);
    const response = await sessions.handle(post(endpoint, initialize()));
    expect([response.status, await response.json()]).toEqual([202, { message: 'Accepted' }]);
    const { event, data } = await next();
    expect(event).toBe('message');
    expect(JSON.parse(data)).toMatchObject({ id: 1, result: { serverInfo: { name: 'test' } } });
  });

  it('says down the stream that the parameters of initialize are wrong', async () => {
    await using sessions = open();
    const { endpoint, next } = await begin(sessions);
    await sessions.handle(post(endpoint, rpc('initialize', {}, 1)));
    expect(JSON.parse((await next()).data)).toMatchObject({ id: 1, error: { code: -32602 } });
    expect((await sessions.handle(post(endpoint, '[]'))).status).toBe(400);
  });

  it('says down its own stream what its server says, related to a request or not', async () => {
    await using sessions = open();
    const { endpoint, next } = await begin(sessions);
    const other = await begin(sessions);
    await sessions.handle(post(endpoint, call('log', {}, 7)));
    expect(JSON.parse((await next()).data)).toMatchObject({ params: { data: 'related to none' } });
    expect(JSON.parse((await next()).data)).toMatchObject({ id: 7 });
    await sessions.handle(post(other.endpoint, rpc('ping', {}, 8)));
    expect(JSON.parse((await other.next()).data)).toMatchObject({ id: 8 });
  });

  it('is heard at exactly the time at which its tool speaks', async () => {
    const clock = new VirtualClock();
    await using sessions = open({ clock, keepAliveMs: 0 });
    const { endpoint, next } = await begin(sessions);
    const heard = async () => {
      await sessions.handle(post(endpoint, call('speak', { atMs: [2000, 8000, 12_000] }, 2)));
      const times: number[] = [];
      for (let count = 0; count < 4; count += 1) {
        await next();
        times.push(clock.now());
      }
      return times;
    };
    expect(await clock.runUntil(heard())).toEqual([2000, 8000, 12_000, 12_000]);
  });

  it('refuses a request with the id of one that isn’t answered yet, and answers that', async () => {
    const clock = new VirtualClock();
    await using sessions = open({ clock, keepAliveMs: 0 });
    const { endpoint, next } = await begin(sessions);
    const speak = () => sessions.handle(post(endpoint, call('speak', { atMs: [2000] }, 0)));
    await speak();
    const again = await speak();
    expect([again.status, await again.json()]).toMatchObject([400, { error: { code: -32600 } }]);
    const heard = async () =>
      [(await next()).data, (await next()).data].map((data) => JSON.parse(data));
    expect(await clock.runUntil(heard())).toMatchObject([
      { params: { data: 'at 2000' } },
      { id: 0 },
    ]);
    expect((await speak()).status).toBe(202);
  });

  it.each([
    ['no id', '', 400, { detail: 'session_id is required' }],
    ['what is no id', '?session_id=nobody', 400, { detail: 'Invalid session ID' }],
    ['33 digits', `?session_id=${'a'.repeat(33)}`, 400, { detail: 'Invalid session ID' }],
    ['an unknown id', `?session_id=${'a'.repeat(32)}`, 404, { detail: 'Could not find session' }],
  ])('is not found by %s', async (_, query, status, body) => {
    await using sessions = open();
    const response = await sessions.handle(post(`${PATHS.messages}${query}`, rpc('ping', {}, 1)));
    expect([response.status, await response.json()]).toEqual([status, body]);
  });

  it.each([
    ['no JSON', '{'],
    ['nothing', ''],
    ['no message', '{"jsonrpc":"1.0","id":1,"method":"ping"}'],
    ['a batch', `[${rpc('ping', {}, 1)}]`],
  ])('takes %s for garbage, and goes on', async (_, body) => {
    await using sessions = open();
    const { endpoint, next } = await begin(sessions);
    const response = await sessions.handle(post(endpoint, body));
    expect([response.status, await response.json()]).toEqual([
      400,
      { error: 'Could not parse message' },
    ]);
    await sessions.handle(post(endpoint, rpc('ping', {}, 3)));
    expect(JSON.parse((await next()).data)).toMatchObject({ id: 3 });
  });

  it.each([
    ['POST', '/mcp', 'GET'],
    ['DELETE', '/mcp', 'GET'],
    ['GET', '/mcp/messages/', 'POST'],
    ['GET', '/mcp/messages', 'POST'],
  ])('has no %s %s', async (method, path, allow) => {
    await using sessions = open();
    const response = await sessions.handle(new Request(`${ORIGIN}${path}`, { method }));
    expect([response.status, response.headers.get('allow')]).toEqual([405, allow]);
    expect(await response.json()).toEqual({ detail: 'Method Not Allowed' });
    expect(sessions.size).toBe(0);
  });

  it('ends with its stream, and so does what runs in it', async () => {
    const broken = Promise.withResolvers<void>();
    await using sessions = open({}, ({ signal }) => {
      signal.addEventListener('abort', () => broken.resolve());
    });
    const { endpoint, leave } = await begin(sessions);
    await sessions.handle(post(endpoint, call('hang', {}, 2)));
    await leave();
    await broken.promise;
    expect(sessions.size).toBe(0);
    expect((await sessions.handle(post(endpoint, rpc('ping', {}, 3)))).status).toBe(404);
  });

  it('ends when everything is closed, after what has been said', async () => {
    const sessions = open();
    const { endpoint, next } = await begin(sessions);
    await sessions.handle(post(endpoint, rpc('ping', {}, 2)));
    await settleMacrotasks();
    await sessions.close();
    expect(sessions.size).toBe(0);
    expect(JSON.parse((await next()).data)).toMatchObject({ id: 2 });
    await expect(next()).rejects.toThrow('the stream has ended');
  });

  it('is refused with 503 when there are as many as there may be', async () => {
    await using sessions = open({ sessionsMax: 1 });
    const { leave } = await begin(sessions);
    const refused = await sessions.handle(get());
    expect([refused.status, await refused.json()]).toEqual([
      503,
      { detail: 'Too many sessions: at most 1 at once' },
    ]);
    await leave();
    expect((await sessions.handle(get())).status).toBe(200);
  });

  it('lets a tool wait whose client doesn’t read, rather than hold what it says', async () => {
    let said = 0;
    const chunk = 'x'.repeat(1000);
    await using sessions = open({}, async ({ say }) => {
      for (; said < 1000; said += 1) await say(chunk);
    });
    const { endpoint, next } = await begin(sessions);
    await sessions.handle(post(endpoint, call('hang', {}, 2)));
    await settleMacrotasks();
    expect(said).toBeGreaterThan(0);
    expect(said * chunk.length).toBeLessThanOrEqual(QUEUE_MAX_BYTES);
    for (let count = 0; count < 1000; count += 1) await next();
    expect(JSON.parse((await next()).data)).toMatchObject({ id: 2 });
  });

  it('lets no tool wait for a client that has left', async () => {
    const freed = Promise.withResolvers<unknown>();
    await using sessions = open({}, async ({ say }) => {
      for (;;) await say('x'.repeat(1000)).catch((reason) => Promise.reject(freed.resolve(reason)));
    });
    const response = await sessions.handle(get());
    const reader = response.body?.getReader();
    const endpoint = new TextDecoder().decode((await reader?.read())?.value);
    await sessions.handle(post(endpoint.split('data: ')[1]?.trim() ?? '', call('hang', {}, 2)));
    await settleMacrotasks();
    await reader?.cancel('left');
    expect(await freed.promise).toBe('left');
  });
});

describe('an idle legacy session', () => {
  it('ends when nothing has been posted for as long as it may be idle', async () => {
    const clock = new VirtualClock();
    await using sessions = open({ clock, idleMs: 30 * MINUTE_MS });
    const { endpoint } = await begin(sessions);
    await clock.runUntil(clock.sleep(20 * MINUTE_MS));
    expect((await sessions.handle(post(endpoint, rpc('ping', {}, 2)))).status).toBe(202);
    await clock.runUntil(clock.sleep(30 * MINUTE_MS - 1));
    expect(sessions.size).toBe(1);
    await clock.runUntil(clock.sleep(1));
    expect(sessions.size).toBe(0);
  });

  it('is not idle while a call runs, but once it has been answered', async () => {
    const clock = new VirtualClock();
    await using sessions = open({ clock, idleMs: 30 * MINUTE_MS });
    const { endpoint } = await begin(sessions);
    await sessions.handle(post(endpoint, call('speak', { atMs: [100 * MINUTE_MS] }, 2)));
    await clock.runUntil(clock.sleep(130 * MINUTE_MS - 1));
    expect(sessions.size).toBe(1);
    await clock.runUntil(clock.sleep(1));
    expect(sessions.size).toBe(0);
  });

  it.each([0, 1, 2])('cancels the call with the id %i', async (id) => {
    const begun = Promise.withResolvers<AbortSignal>();
    await using sessions = open({}, ({ signal }) => {
      begun.resolve(signal);
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
    });
    const { endpoint } = await begin(sessions);
    await sessions.handle(post(endpoint, initialize()));
    await sessions.handle(post(endpoint, call('hang', {}, id)));
    const signal = await begun.promise;
    await sessions.handle(post(endpoint, rpc('notifications/cancelled', { requestId: id })));
    await settleMacrotasks();
    expect(signal.aborted).toBe(true);
  });

  it('answers request 0 by its name', async () => {
    await using sessions = open();
    const { endpoint, next } = await begin(sessions);
    await sessions.handle(post(endpoint, rpc('ping', {}, 0)));
    expect(JSON.parse((await next()).data)).toEqual({ jsonrpc: '2.0', id: 0, result: {} });
  });

  it('is idle again once its call has been cancelled', async () => {
    const clock = new VirtualClock();
    await using sessions = open({ clock, idleMs: 30 * MINUTE_MS });
    const { endpoint } = await begin(sessions);
    await sessions.handle(post(endpoint, call('hang', {}, 2)));
    await clock.runUntil(clock.sleep(100 * MINUTE_MS));
    expect(sessions.size).toBe(1);
    const cancelled = rpc('notifications/cancelled', { requestId: 2 });
    await sessions.handle(post(endpoint, cancelled));
    await clock.runUntil(clock.sleep(30 * MINUTE_MS - 1));
    expect(sessions.size).toBe(1);
    await clock.runUntil(clock.sleep(1));
    expect(sessions.size).toBe(0);
  });

  it('says every 15 s that it is alive, once to whoever hasn’t read it', async () => {
    const clock = new VirtualClock();
    await using sessions = open({ clock });
    const reader = (await sessions.handle(get())).body?.getReader();
    const nextText = async () => new TextDecoder().decode((await reader?.read())?.value);
    expect(await nextText()).toMatch(/^event: endpoint\n/);
    expect(await clock.runUntil(nextText())).toBe(': keepalive\n\n');
    expect(clock.now()).toBe(15_000);
    await clock.runUntil(clock.sleep(MINUTE_MS));
    await sessions.close();
    expect([await nextText(), await nextText()]).toEqual([': keepalive\n\n', '']);
  });
});

describe('the official SSE client, over a socket', () => {
  it('hears what a tool says while it runs, in order, and leaves', async () => {
    const heard = ['one', 'two', 'three'].map((text) => ({ text, ...Promise.withResolvers() }));
    const closed = Promise.withResolvers<void>();
    await using sessions = open({}, async ({ say, server }) => {
      server.server.onclose = closed.resolve;
      for (const { text, promise } of heard) {
        await say(text);
        await promise; // It doesn't go on before the client has heard.
      }
    });
    await using server = await serve(sessions);
    const client = new Client({ name: 'test', version: '0' });
    const texts: unknown[] = [];
    client.setNotificationHandler(LoggingMessageNotificationSchema, ({ params }) => {
      texts.push(params.data);
      heard.find(({ text }) => text === params.data)?.resolve(undefined);
    });
    await client.connect(new SSEClientTransport(new URL(`${server.url}${PATHS.sse}`)));
    const result = await client.callTool({ name: 'hang', arguments: {} });
    expect(texts).toEqual(['one', 'two', 'three']);
    expect(result.content).toEqual([]);
    expect(sessions.size).toBe(1);
    await client.close();
    await closed.promise;
    expect(sessions.size).toBe(0);
  });
});

/** What a test can do from within the tool `hang`. */
interface Inside {
  readonly say: (text: string) => Promise<void>;
  readonly signal: AbortSignal;
  readonly server: McpServer;
}

type Work = (inside: Inside) => void | Promise<void>;

function open(options: Partial<LegacySseSessionsOptions> = {}, work?: Work): LegacySseSessions {
  const clock = options.clock ?? new VirtualClock({ warn: () => {} });
  return new LegacySseSessions({
    clock,
    messagesPath: PATHS.messages,
    createServer: () => testServer(clock, work),
    ...options,
  });
}

function testServer(clock: Clock, work?: Work) {
  const server = new McpServer({ name: 'test', version: '0' }, { capabilities: { logging: {} } });
  const log = (data: string) =>
    ({ method: 'notifications/message', params: { level: 'info', data } }) as const;
  server.registerTool('log', {}, async () => {
    await server.sendLoggingMessage({ level: 'info', data: 'related to none' });
    return { content: [] };
  });
  server.registerTool(
    'speak',
    { inputSchema: { atMs: z.array(z.number()) } },
    async ({ atMs }, { sendNotification, signal }) => {
      for (const dueMs of atMs) {
        await clock.sleep(dueMs - clock.now(), signal);
        await sendNotification(log(`at ${dueMs}`));
      }
      return { content: [] };
    },
  );
  server.registerTool('hang', {}, async ({ sendNotification, signal }) => {
    await work?.({ server, signal, say: (text) => sendNotification(log(text)) });
    if (work === undefined) await new Promise(() => {});
    return { content: [] };
  });
  return server;
}

function get(): Request {
  return new Request(`${ORIGIN}${PATHS.sse}`, { headers: { accept: 'text/event-stream' } });
}

function post(path: string, body: string): Request {
  const headers = { 'content-type': 'application/json' };
  return new Request(`${ORIGIN}${path}`, { method: 'POST', body, headers });
}

function call(name: string, args: object, id: number): string {
  return rpc('tools/call', { name, arguments: args }, id);
}

async function begin(sessions: LegacySseSessions) {
  const events = listenTo(await sessions.handle(get()));
  return { endpoint: (await events.next()).data, ...events };
}

function listenTo({ body }: Response) {
  if (body === null) throw new Error('there is no stream');
  const reader = body
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream())
    .getReader();
  const next = async (): Promise<EventSourceMessage> => {
    const { done, value } = await reader.read();
    if (done) throw new Error('the stream has ended');
    return value;
  };
  const leave = async (): Promise<void> => {
    await reader.cancel('leaving');
    await settleMacrotasks(); // It has two decoders to go through.
  };
  return { next, leave };
}

async function serve(sessions: LegacySseSessions) {
  const { handle } = sessions;
  const app = createApp({
    manager: handle,
    managers: { [PATHS.sse]: handle, [PATHS.messages]: handle },
    health: () => ({}),
  });
  return await listen({ app });
}
