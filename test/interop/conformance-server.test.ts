import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../src/clock/virtual-clock.ts';
import { heardEvents } from '../../src/delivery/heard-event.ts';
import type { ManagerName } from '../../src/manager/managers.ts';
import { HandlerWire } from '../../src/probe/handler-wire.ts';
import { WireProbe } from '../../src/probe/wire-probe.ts';
import { createConformanceEndpoint } from '../../src/testbed/conformance-http-server.ts';
import type { Arrival } from '../../src/timeline/arrival.ts';
import { get, initialize, post, rpc } from '../manager/requests.ts';

/** What the suite doesn't look at: when things come, and what is in them. */
describe('the server of the conformance suite', () => {
  it.each([
    ['test_tool_with_progress', 'streaming', [0, 50, 100, 100]],
    ['test_tool_with_progress', 'buffered', [100, 100, 100, 100]],
    ['test_tool_with_logging', 'streaming', [0, 50, 100, 100]],
    ['test_tool_with_logging', 'buffered', [100, 100, 100, 100]],
  ] as const)('is heard in %s behind the %s manager at %j ms', async (tool, manager, times) => {
    const heard = heardEvents(await call(tool, { manager, progress: true }));
    expect(heard.map(({ atMs }) => atMs)).toEqual(times);
  });

  it('tells of progress 0, 50 and 100 of 100, and only those who asked', async () => {
    const told = (arrivals: readonly Arrival[]) =>
      arrivals.flatMap((each) => (each.kind === 'progress' ? [[each.progress, each.total]] : []));
    const asked = await call('test_tool_with_progress', { progress: true });
    expect(told(asked)).toEqual([
      [0, 100],
      [50, 100],
      [100, 100],
    ]);
    expect(told(await call('test_tool_with_progress', {}))).toEqual([]);
  });

  it.each([
    ['test_simple_text', {}, false, 'Plain text, as most tools return it.'],
    ['test_error_handling', {}, true, 'This tool fails whenever it is called.'],
    ['json_schema_2020_12_tool', { name: 'A' }, false, 'Got {"name":"A"}'],
    ['test_elicitation', { message: 'Who?' }, true, 'Client does not support form elicitation.'],
  ] as const)('answers %s of %j (an error: %j)', async (tool, args, isError, text) => {
    const results = (await call(tool, { args })).filter(({ kind }) => kind === 'result');
    expect(results).toMatchObject([{ isError, text }]);
  });

  it('ends the stream of test_reconnection at once, and has the result for who comes back', async () => {
    await inSession(async ({ call, resume, clock }) => {
      const first = await (await call('test_reconnection')).text();
      expect(first).not.toContain('result');
      expect(clock.now()).toBe(0);
      const [, lastEventId = ''] = /^id: (.+)$/m.exec(first) ?? [];
      expect(await (await resume(lastEventId)).text()).toContain('You came back for this.');
      expect(clock.now()).toBe(100);
    });
  });

  it('asks down the stream of the call, and passes the answer on', async () => {
    await inSession(async ({ call, send }) => {
      const { body } = await call('test_sampling', { prompt: 'Say hello' });
      let heard = '';
      for await (const text of body?.pipeThrough(new TextDecoderStream()) ?? []) {
        heard += text;
        const [, question] = /^data: (.*"sampling\/createMessage".*)$/m.exec(text) ?? [];
        if (question === undefined) continue;
        expect(question).toContain('Say hello');
        const content = { type: 'text', text: 'Hello' };
        const result = { model: 'none', role: 'assistant', content };
        await send(JSON.stringify({ jsonrpc: '2.0', id: JSON.parse(question).id, result }));
      }
      expect(heard).toContain('The client answered: Hello');
    });
  });

  it('logs no more than it was asked to', async () => {
    await inSession(async ({ call, send }) => {
      const log = async () => (await call('test_tool_with_logging')).text();
      expect(await log()).toContain('Half of the work is done');
      await send(rpc('logging/setLevel', { level: 'notice' }, 3));
      expect(await log()).not.toContain('Half of the work is done');
    });
  });
});

interface InSession {
  readonly clock: VirtualClock;
  readonly call: (tool: string, args?: object) => Promise<Response>;
  readonly send: (message: string) => Promise<Response>;
  readonly resume: (lastEventId: string) => Promise<Response>;
}

/** Talks to the streaming server in virtual time, without a client. */
async function inSession(talk: (session: InSession) => Promise<void>): Promise<void> {
  const clock = new VirtualClock();
  await using endpoint = createConformanceEndpoint('streaming', clock);
  const talking = async (): Promise<void> => {
    const opened = await endpoint.handle(post(initialize()));
    const id = opened.headers.get('mcp-session-id') ?? '';
    const ask = (request: Request, more: Readonly<Record<string, string>> = {}) => {
      request.headers.set('mcp-protocol-version', '2025-11-25');
      for (const [name, value] of Object.entries(more)) request.headers.set(name, value);
      return endpoint.handle(request);
    };
    const send = (message: string) => ask(post(message, id));
    await talk({
      clock,
      call: (tool, args = {}) => send(rpc('tools/call', { name: tool, arguments: args }, 2)),
      send,
      resume: (lastEventId) => ask(get(id), { 'last-event-id': lastEventId }),
    });
  };
  await clock.runUntil(talking());
}

/** Calls a tool in virtual time, by a client that can be asked nothing. */
async function call(
  tool: string,
  options: {
    readonly args?: Readonly<Record<string, unknown>>;
    readonly manager?: ManagerName;
    readonly progress?: boolean;
  },
): Promise<readonly Arrival[]> {
  const { args = {}, manager = 'streaming', progress = false } = options;
  const clock = new VirtualClock();
  await using endpoint = createConformanceEndpoint(manager, clock);
  await using wire = new HandlerWire(endpoint.handle);
  const arrivals: Arrival[] = [];
  const calling = async (): Promise<void> => {
    await using probe = await WireProbe.open({ wire, url: 'http://127.0.0.1/mcp', clock });
    await probe.call({ tool, args, progress, record: (arrival) => arrivals.push(arrival) });
  };
  await clock.runUntil(calling());
  return arrivals;
}
