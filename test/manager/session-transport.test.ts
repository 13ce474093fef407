import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { settleMacrotasks } from '../../src/clock/settle.ts';
import { VirtualClock } from '../../src/clock/virtual-clock.ts';
import { Sessions, type SessionsOptions } from '../../src/manager/sessions.ts';
import { createSseDecoder } from '../../src/probe/sse-decoder.ts';
import { get, initialize, post, rpc } from './requests.ts';

describe.each([0, 1, 'a'])('a call with the id %j that is cancelled', (id) => {
  it('is aborted, hears nothing more, and its stream ends', async () => {
    await using rig = await open();
    const response = await rig.call({ steps: 10, gapMs: 1000 }, id);
    const heard = eventsOf(response);
    await rig.clock.runUntil(rig.clock.sleep(2500));
    await rig.cancel(id);
    expect(textsOf(await rig.clock.runUntil(heard))).toEqual(['1', '2']);
    expect([rig.clock.now(), rig.abortedAtMs]).toEqual([2500, [2500]]);
  });

  it('leaves the session usable, and other calls alone', async () => {
    await using rig = await open();
    const cancelled = eventsOf(await rig.call({ steps: 10, gapMs: 1000 }, id));
    const other = eventsOf(await rig.call({ steps: 3, gapMs: 1000 }, 'other'));
    await rig.cancel(id);
    expect(textsOf(await rig.clock.runUntil(cancelled))).toEqual([]);
    expect(textsOf(await rig.clock.runUntil(other))).toEqual(['1', '2', '3', 'done']);
  });
});

describe.each([0, 1, 'a'])('a call with the id %j that was cut off and cancelled', (id) => {
  it('can be resumed, for what was said and the end of the stream', async () => {
    await using rig = await open();
    const response = await rig.call({ steps: 10, gapMs: 1000 }, id);
    await response.body?.cancel();
    await rig.clock.runUntil(rig.clock.sleep(2500));
    await rig.cancel(id);
    for (const _again of [1, 2]) {
      const resumed = rig.resume(PRIMING_ID).then((again) => eventsOf(again));
      expect(textsOf(await rig.clock.runUntil(resumed))).toEqual(['1', '2']);
    }
  });

  it('ends when it was resumed before it is cancelled', async () => {
    await using rig = await open();
    const response = await rig.call({ steps: 10, gapMs: 1000 }, id);
    await response.body?.cancel();
    const resumed = rig.resume(PRIMING_ID).then((again) => eventsOf(again));
    await rig.clock.runUntil(rig.clock.sleep(2500));
    await rig.cancel(id);
    expect(textsOf(await rig.clock.runUntil(resumed))).toEqual(['1', '2']);
  });
});

describe('calls that came together in one POST', () => {
  const short = { steps: 1, gapMs: 1000, bytes: 0 };
  const long = { steps: 3, gapMs: 1500, bytes: 0 };

  it('share a stream, which goes on when one of them is cancelled', async () => {
    await using rig = await open({}, '2025-03-26');
    const heard = eventsOf(await rig.calls([short, 'short'], [long, 'long']));
    await rig.clock.runUntil(rig.clock.sleep(500));
    await rig.cancel('short');
    expect(textsOf(await rig.clock.runUntil(heard))).toEqual(['1', '2', '3', 'done']);
    expect(rig.clock.now()).toBe(4500);
  });

  it('can be resumed for the second answer when the first is given', async () => {
    await using rig = await open({}, '2025-03-26');
    const response = await rig.calls([short, 'short'], [long, 'long']);
    const before = await rig.clock.runUntil(eventsOf(response, 130));
    await rig.clock.runUntil(rig.clock.sleep(2000));
    const resumed = rig.resume(before.at(-1)?.id ?? '').then((again) => eventsOf(again));
    const texts = textsOf(await rig.clock.runUntil(resumed));
    expect([...textsOf(before), ...texts]).toEqual(['1', 'done', '1', '2', '3', 'done']);
  });
});

describe('a request id that is in use', () => {
  const refused = {
    id: null,
    error: { code: -32600, message: expect.stringContaining('is not answered yet') },
  };

  it.each([0, 2, 'a'])('is refused, and the call that has it goes on: %j', async (id) => {
    await using rig = await open();
    const heard = eventsOf(await rig.call({ steps: 3, gapMs: 1000 }, id));
    const again = await rig.call({ steps: 3, gapMs: 1000 }, id);
    expect([again.status, await again.json()]).toEqual([400, expect.objectContaining(refused)]);
    expect(textsOf(await rig.clock.runUntil(heard))).toEqual(['1', '2', '3', 'done']);
    expect((await rig.clock.runUntil(rig.call({ steps: 1 }, id))).status).toBe(200);
  });

  it('is refused twice in one POST, and nothing runs', async () => {
    await using rig = await open({}, '2025-03-26');
    const both = await rig.calls([{ steps: 1 }, 5], [{ steps: 1 }, 5]);
    expect([both.status, await both.json()]).toEqual([400, expect.objectContaining(refused)]);
    await rig.clock.runUntil(rig.clock.sleep(10));
    expect(rig.sent).toEqual([]);
  });

  it.each(['sse', 'json'] as const)('is refused to the second of two at once: %s', async (mode) => {
    await using rig = await open({ responseMode: mode });
    const both = Promise.all([1, 2].map(() => rig.call({ steps: 1, gapMs: 1000 }, 7)));
    const statuses = (await rig.clock.runUntil(both)).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([200, 400]);
  });

  it('isn’t taken by a name that stands for 0 inside', async () => {
    await using rig = await open();
    const zero = eventsOf(await rig.call({ steps: 2, gapMs: 1000 }, 0));
    const named = (await rig.call({ steps: 1, gapMs: 500 }, 'request 0')).text();
    expect(await rig.clock.runUntil(named)).toContain('"id":"request 0"');
    expect(textsOf(await rig.clock.runUntil(zero))).toEqual(['1', '2', 'done']);
  });
});

describe('a cancellation', () => {
  it('ends a JSON answer too, without a body', async () => {
    await using rig = await open({ responseMode: 'json' });
    const answer = rig.call({ steps: 10, gapMs: 1000 }, 2);
    await settleMacrotasks();
    await rig.cancel(2);
    const response = await answer;
    expect([response.status, await response.text()]).toEqual([204, '']);
  });

  it('of a request that never was, or has ended, changes nothing', async () => {
    await using rig = await open();
    await rig.cancel(99);
    const heard = await rig.clock.runUntil(eventsOf(await rig.call({ steps: 1, gapMs: 5 }, 2)));
    await rig.cancel(2);
    expect(textsOf(heard)).toEqual(['1', 'done']);
  });
});

describe('a client that disconnects', () => {
  it('cancels nothing: the run goes on', async () => {
    await using rig = await open();
    const response = await rig.call({ steps: 3, gapMs: 1000 }, 2);
    await response.body?.cancel();
    await rig.clock.runUntil(rig.clock.sleep(3001));
    expect([rig.sent, rig.abortedAtMs]).toEqual([['1', '2', '3'], []]);
  });

  it('wherever it was cut off, resumes and has every event exactly once, in order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 8 }),
        fc.nat(1500),
        fc.nat(10_000),
        async (steps, cutAt, awayMs) => {
          await using rig = await open();
          const response = await rig.call({ steps, gapMs: 1000 }, 2);
          const before = await rig.clock.runUntil(eventsOf(response, cutAt));
          const cursor = before.at(-1)?.id;
          // Without an id there is nothing to resume from: the cut came before the first event.
          fc.pre(cursor !== undefined && cursor !== null);
          await rig.clock.runUntil(rig.clock.sleep(awayMs));
          const resumed = rig.resume(cursor);
          const after = await rig.clock.runUntil(resumed.then((again) => eventsOf(again)));
          const all = Array.from({ length: steps }, (_, index) => String(index + 1));
          expect(textsOf([...before, ...after])).toEqual([...all, 'done']);
        },
      ),
    );
  });
});

describe('resuming', () => {
  it('is primed by the first event of a stream, which asks the client to wait', async () => {
    await using rig = await open({ retryMs: 250 });
    const response = await rig.call({ steps: 1, gapMs: 5 }, 2);
    const text = await rig.clock.runUntil(response.text());
    expect(text).toMatch(/^id: \d+\nretry: 250\ndata: \n\n/);
  });

  it('takes the stream over from whoever listens, a POST or a GET, and nobody loses or doubles an event', async () => {
    await using rig = await open();
    const first = eventsOf(await rig.call({ steps: 6, gapMs: 1000 }, 2));
    await rig.clock.runUntil(rig.clock.sleep(1500));
    const second = eventsOf(await rig.resume(PRIMING_ID));
    await rig.clock.runUntil(rig.clock.sleep(2000));
    const third = eventsOf(await rig.resume(PRIMING_ID));
    expect(textsOf(await rig.clock.runUntil(first))).toEqual(['1']);
    expect(textsOf(await rig.clock.runUntil(second))).toEqual(['1', '2', '3']);
    expect(textsOf(await rig.clock.runUntil(third))).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
      'done',
    ]);
    expect(rig.clock.now()).toBe(6000);
  });

  it('takes a stream over from a connection that takes nothing any more, and frees the tool', async () => {
    await using rig = await open({ waitingMax: 10_000 });
    const dead = await rig.call({ steps: 100, gapMs: 0, bytes: 1000 }, 2);
    await settleMacrotasks();
    expect(rig.sent.length).toBeLessThan(15);
    const resumed = await rig.clock.runUntil(eventsOf(await rig.resume(PRIMING_ID)));
    expect(textsOf(resumed)).toHaveLength(101);
    expect(await dead.text()).not.toContain('notifications');
  });

  it('takes the stream of no call over, too', async () => {
    await using rig = await open();
    const first = (await rig.listen()).text();
    await rig.say('one');
    const second = rig.resume('3').then((response) => response.text());
    await settleMacrotasks();
    await rig.say('two');
    await rig.close();
    expect([await first, await second]).toEqual([
      expect.stringMatching(/"one"(?!.*two)/s),
      expect.stringMatching(/^(?!.*one).*"two"/s),
    ]);
  });

  it('is refused from an event that never was, or to who accepts no events; then the listener stays', async () => {
    await using rig = await open();
    const heard = eventsOf(await rig.call({ steps: 1, gapMs: 1000 }, 2));
    expect((await rig.resume('999')).status).toBe(400);
    expect((await rig.resume(PRIMING_ID, 'application/json')).status).toBe(406);
    expect(textsOf(await rig.clock.runUntil(heard))).toEqual(['1', 'done']);
  });

  it('misses nothing of what is said, and answered, in the very moment of the replay', async () => {
    for (const steps of [0, 1, 2, 20]) {
      for (let turns = 0; turns < 60; turns += 1) {
        await using rig = await open();
        const old = await rig.call({ steps, gapMs: 0 }, 2);
        for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
        const resumed = rig.resume(PRIMING_ID).then((again) => eventsOf(again));
        const all = Array.from({ length: steps }, (_, index) => String(index + 1));
        expect(textsOf(await rig.clock.runUntil(resumed))).toEqual([...all, 'done']);
        // Not because an idle session ends its streams.
        expect(rig.clock.now()).toBe(0);
        await old.body?.cancel();
      }
    }
  });

  it('is not offered when it is switched off', async () => {
    await using rig = await open({ resumable: false });
    const text = await rig.clock.runUntil((await rig.call({ steps: 1, gapMs: 5 }, 2)).text());
    expect(text).not.toContain('id: ');
  });
});

describe('a client that stops reading', () => {
  it('stops the tool after a bounded number of bytes, and nobody else', async () => {
    await using rig = await open({ waitingMax: 10_000 });
    const slow = await rig.call({ steps: 1000, gapMs: 0, bytes: 1000 }, 2);
    await settleMacrotasks();
    const sentToNobody = rig.sent.length;
    expect(sentToNobody).toBeGreaterThan(5);
    expect(sentToNobody).toBeLessThan(15);
    const other = await rig.clock.runUntil(eventsOf(await rig.call({ steps: 20, gapMs: 0 }, 3)));
    expect(other).toHaveLength(22);
    expect(rig.sent.length).toBe(sentToNobody + 20);
    const heard = await rig.clock.runUntil(eventsOf(slow));
    expect(heard).toHaveLength(1002);
  });

  it('stops it as well when it has resumed', async () => {
    await using rig = await open({ waitingMax: 10_000 });
    const slow = await rig.call({ steps: 1000, gapMs: 1, bytes: 1000 }, 2);
    const before = await rig.clock.runUntil(eventsOf(slow, 5000));
    const resumed = await rig.resume(before.at(-1)?.id ?? '');
    await rig.clock.runUntil(rig.clock.sleep(2000));
    expect(rig.sent.length).toBeLessThan(30);
    const after = await rig.clock.runUntil(eventsOf(resumed));
    expect(textsOf([...before, ...after])).toHaveLength(1001);
  });

  it('holds up nothing once it has gone', async () => {
    await using rig = await open({ waitingMax: 10_000 });
    const slow = await rig.call({ steps: 1000, gapMs: 0, bytes: 1000 }, 2);
    await settleMacrotasks();
    await slow.body?.cancel();
    await settleMacrotasks();
    expect(rig.sent).toHaveLength(1000);
  });
});

describe('silence', () => {
  it('is broken by comments, on the stream of a call and on a GET stream', async () => {
    await using rig = await open({ keepAliveMs: 15_000, resumable: false });
    const call = (await rig.call({ steps: 1, gapMs: 40_000 }, 2)).text();
    const listening = (await rig.listen()).text();
    const text = await rig.clock.runUntil(call);
    expect(text.startsWith(': keepalive\n\n: keepalive\n\nevent: message')).toBe(true);
    await rig.close();
    expect(await listening).toBe(': keepalive\n\n: keepalive\n\n');
  });

  it('is not broken in a JSON answer', async () => {
    await using rig = await open({ responseMode: 'json', keepAliveMs: 1000 });
    const response = await rig.clock.runUntil(rig.call({ steps: 1, gapMs: 40_000 }, 2));
    expect(await response.json()).toMatchObject({ id: 2 });
  });
});

interface Heard {
  readonly id: string | null;
  /** What the event says: a message's text, `done` for the answer, nothing for the priming event. */
  readonly text: string;
}

/** The first event of the call in these tests; `initialize` has had two. */
const PRIMING_ID = '3';

const Message = z.union([
  z.object({ params: z.object({ data: z.string() }) }).transform(({ params }) => params.data),
  z.object({ result: z.unknown() }).transform(() => 'done'),
]);

/** The events in a response, in full or until so many bytes have been read; then it is cut off. */
async function eventsOf(response: Response, cutAt = Number.POSITIVE_INFINITY): Promise<Heard[]> {
  const decode = createSseDecoder();
  const heard: Heard[] = [];
  let left = cutAt;
  for await (const chunk of response.body ?? []) {
    for (const item of decode(chunk.subarray(0, left))) {
      if (item.kind !== 'event') continue;
      const text = item.data === '' ? '' : Message.parse(JSON.parse(item.data)).split(' ', 1)[0];
      heard.push({ id: item.id, text: text ?? '' });
    }
    left -= chunk.length;
    if (left <= 0) break;
  }
  return heard;
}

/** What was said, without the events that only prime a stream. */
function textsOf(heard: readonly Heard[]): readonly string[] {
  return heard.map(({ text }) => text).filter((text) => text !== '');
}

/** What the tool is to do, and the call's id. */
type Call = readonly [
  { readonly steps?: number; readonly gapMs?: number; readonly bytes?: number },
  number | string,
];

/** A session with a server whose tool sends messages at intervals. */
async function open(options: Partial<SessionsOptions> = {}, protocolVersion = '2025-11-25') {
  const clock = new VirtualClock({ warn: () => {} });
  const sent: string[] = [];
  const abortedAtMs: number[] = [];
  const servers: McpServer[] = [];
  const sessions = new Sessions({ clock, createServer, keepAliveMs: 0, ...options });
  const opened = await sessions.handle(post(initialize(protocolVersion)));
  const session = opened.headers.get('mcp-session-id') ?? '';

  function createServer(): McpServer {
    const server = new McpServer({ name: 'test', version: '0' }, { capabilities: { logging: {} } });
    servers.push(server);
    const inputSchema = z.object({ steps: z.number(), gapMs: z.number(), bytes: z.number() });
    server.registerTool('tick', { inputSchema }, async ({ steps, gapMs, bytes }, extra) => {
      extra.signal.addEventListener('abort', () => abortedAtMs.push(clock.now()));
      for (let step = 1; step <= steps; step += 1) {
        if (gapMs > 0) await clock.sleep(gapMs, extra.signal);
        sent.push(String(step));
        await extra.sendNotification({
          method: 'notifications/message',
          params: { level: 'notice', data: `${step} ${'x'.repeat(bytes)}` },
        });
      }
      return { content: [] };
    });
    return server;
  }

  const callOf = ([{ steps = 1, gapMs = 0, bytes = 0 }, id]: Call): object => {
    const params = { name: 'tick', arguments: { steps, gapMs, bytes } };
    return { jsonrpc: '2.0', id, method: 'tools/call', params };
  };

  return {
    clock,
    sent,
    abortedAtMs,
    call: (...call: Call) =>
      sessions.handle(post(JSON.stringify(callOf(call)), session, protocolVersion)),
    calls: (...calls: readonly Call[]) =>
      sessions.handle(post(JSON.stringify(calls.map(callOf)), session, protocolVersion)),
    cancel: (requestId: number | string) =>
      sessions.handle(post(rpc('notifications/cancelled', { requestId }), session)),
    listen: () => sessions.handle(get(session)),
    /** Tells who listens to no call's stream. */
    say: (data: string) => servers.at(-1)?.sendLoggingMessage({ level: 'info', data }),
    resume: (lastEventId: string, accept = 'text/event-stream') => {
      const request = get(session);
      request.headers.set('accept', accept);
      request.headers.set('last-event-id', lastEventId);
      return sessions.handle(request);
    },
    close: () => sessions.close(),
    [Symbol.asyncDispose]: () => sessions.close(),
  };
}
