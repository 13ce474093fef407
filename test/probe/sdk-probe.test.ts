import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { RealClock } from '../../src/clock/real-clock.ts';
import { VirtualClock } from '../../src/clock/virtual-clock.ts';
import { createHandlerFetch } from '../../src/probe/handler-fetch.ts';
import { HandlerWire } from '../../src/probe/handler-wire.ts';
import type { Probe, ToolCall } from '../../src/probe/probe.ts';
import { SdkProbe, type SdkProbeOptions } from '../../src/probe/sdk-probe.ts';
import { WireProbe } from '../../src/probe/wire-probe.ts';
import type { Arrival } from '../../src/timeline/arrival.ts';
import {
  json,
  log,
  page,
  type Reply,
  sse,
  startServer,
  stream,
  unusedUrl,
} from './hand-written-server.ts';
import { startSdkServer } from './sdk-server.ts';

const URL = 'http://127.0.0.1/mcp';

describe('SdkProbe', () => {
  it('is exact in virtual time', async () => {
    const { arrivals, now } = await virtually({ args: { code: 'x' } });
    expect(arrivals).toEqual([
      { kind: 'call', atMs: 0, tool: 'run' },
      { kind: 'message', atMs: 2000, level: 'info', logger: 'stata', text: 'iteration 1' },
      { kind: 'message', atMs: 8000, level: 'info', logger: 'stata', text: 'iteration 2' },
      { kind: 'other', atMs: 12_000, method: 'notifications/tools/list_changed' },
      { kind: 'result', atMs: 12_000, isError: false, text: 'ran x' },
      { kind: 'closed', atMs: 12_000, reason: null },
    ]);
    expect(now).toBe(12_000);
  });

  it('hears progress when it asks for it', async () => {
    const { arrivals } = await virtually({ progress: true });
    expect(arrivals.filter(({ kind }) => kind === 'progress')).toEqual([
      { kind: 'progress', atMs: 2000, progress: 1, total: 2, text: '' },
      { kind: 'progress', atMs: 8000, progress: 2, total: 2, text: '' },
    ]);
  });

  it.each([{ progress: true }, { args: { code: 'error' } }, { tool: 'walk' }])(
    'hears at the same time as WireProbe what an application hears (%j)',
    async (call) => {
      const sdk = await virtually(call);
      const wire = await virtually(call, 'wire');
      const toApplications = wire.arrivals.filter(
        ({ kind }) => !['headers', 'first-byte', 'sse-event'].includes(kind),
      );
      expect(sdk.arrivals).toEqual(toApplications);
      expect(sdk.answer).toEqual(wire.answer);
    },
  );

  it('says when a tool says that it failed', async () => {
    const { answer } = await virtually({ args: { code: 'error' } });
    expect(answer).toMatchObject({ kind: 'result', isError: true, text: 'ran error' });
  });

  it('takes a JSON-RPC error for an answer', async () => {
    const { answer, arrivals } = await callOf((response, { id }) => {
      const error = { code: -32000, message: 'Stata is busy' };
      json(response, { jsonrpc: '2.0', id, error });
    });
    expect(answer).toMatchObject({ kind: 'rpc-error', code: -32000, text: 'Stata is busy' });
    expect(arrivals.map(({ kind }) => kind)).toEqual(['call', 'rpc-error', 'closed']);
  });

  it('ends its session when it is disposed of', async () => {
    const { methods } = await virtually({});
    expect(methods).toEqual(['POST', 'POST', 'GET', 'POST', 'DELETE']);
  });

  it('leaves the GET stream when it is disposed of', async () => {
    const clock = new VirtualClock();
    await using server = await startSdkServer(clock);
    const asked = Promise.withResolvers<void>();
    const left = Promise.withResolvers<void>();
    const fetch = createHandlerFetch(async (request) => {
      if (request.method !== 'GET') return server.handler(request);
      asked.resolve();
      const body = new ReadableStream({ cancel: () => left.resolve() });
      return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
    });
    {
      await using _ = await SdkProbe.open({ url: URL, clock, fetch });
      await asked.promise;
    }
    await left.promise;
  });

  it('sends the headers that it is given with every request', async () => {
    await using server = await startServer();
    await callAt(server.url, { headers: { authorization: 'Bearer secret' } });
    expect(server.log.map(({ headers }) => headers.authorization)).toEqual(
      server.log.map(() => 'Bearer secret'),
    );
  });

  it('minds no trouble with the DELETE', async () => {
    await using server = await startServer({ DELETE: page(500) });
    expect(await callAt(server.url)).toMatchObject({ answer: { kind: 'result', text: 'done' } });
  });

  it('makes one call at a time', async () => {
    await using server = await startServer();
    await using probe = await SdkProbe.open({ url: server.url, clock: new RealClock() });
    const call = { tool: 'run', args: {}, record: () => {} };
    const first = probe.call(call);
    await expect(probe.call(call)).rejects.toThrow('one call at a time');
    await first;
    await probe.call(call);
  });
});

describe('the ProbeError of an SdkProbe', () => {
  it('says where nobody listens', async () => {
    const url = await unusedUrl();
    await expect(callAt(url)).rejects.toMatchObject({
      code: 'unreachable',
      message: `cannot reach ${url}: connection refused`,
    });
  });

  it('says what is no address', async () => {
    await expect(callAt('localhost')).rejects.toMatchObject({
      code: 'unreachable',
      message: 'cannot reach localhost: Invalid URL',
    });
  });

  it('says what is no MCP server', async () => {
    await using server = await startServer({ initialize: page(200) });
    await expect(callAt(server.url)).rejects.toMatchObject({
      code: 'not-mcp',
      message: expect.stringContaining(`${server.url} is not an MCP server: `),
    });
  });

  it('says what the HTTP status is', async () => {
    await using server = await startServer({ initialize: page(404) });
    await expect(callAt(server.url)).rejects.toMatchObject({
      code: 'http-error',
      message: expect.stringContaining(`${server.url}: initialize was answered with 404: `),
    });
  });

  it('says what JSON-RPC error the opening met with', async () => {
    await using server = await startServer({
      initialize: (response, { id }) =>
        json(response, { jsonrpc: '2.0', id, error: { code: -32600, message: 'no' } }),
    });
    await expect(callAt(server.url)).rejects.toMatchObject({
      code: 'rpc-error',
      message: `${server.url}: initialize was refused: no (-32600)`,
    });
  });

  it('says that no answer came in time, which is how the client takes an early end', async () => {
    // The client's own timer, and it alone, runs out: when all has been heard, and not before.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const arrivals: Arrival[] = [];
    const call = callOf((response) => stream(response).end(sse(log('1'))), {
      timeoutMs: 50,
      record: (arrival) => {
        arrivals.push(arrival);
        if (arrival.kind === 'message') setImmediate(() => vi.advanceTimersByTime(50));
      },
    });
    await expect(call).rejects.toMatchObject({
      code: 'no-result',
      message: expect.stringContaining('the official client heard no answer to tools/call in time'),
    });
    expect(arrivals.map(({ kind }) => kind)).toEqual(['call', 'message', 'closed']);
    expect(arrivals.at(-1)).toMatchObject({ reason: 'MCP error -32001: Request timed out' });
  });

  it('says that the server hung up', async () => {
    const call = callOf((response) => response.destroy());
    await expect(call).rejects.toMatchObject({
      code: 'no-result',
      message: expect.stringContaining('the answer to tools/call broke off: connection reset'),
    });
  });

  it('says that the caller gave up', async () => {
    const abort = new AbortController();
    const arrivals: Arrival[] = [];
    const call = callOf((response) => stream(response).write(sse(log('1'))), {
      signal: abort.signal,
      record: (arrival) => {
        arrivals.push(arrival);
        if (arrival.kind === 'message') abort.abort(new Error('enough'));
      },
    });
    await expect(call).rejects.toMatchObject({
      code: 'aborted',
      message: expect.stringContaining('gave up waiting for tools/call to be answered: enough'),
    });
    expect(arrivals.at(-1)).toMatchObject({ kind: 'closed', reason: 'enough' });
  });
});

interface CallOptions extends Partial<Omit<SdkProbeOptions, 'url'>> {
  readonly record?: ToolCall['record'];
}

async function callAt(url: string, { signal, record, ...options }: CallOptions = {}) {
  const arrivals: Arrival[] = [];
  await using probe = await SdkProbe.open({ url, clock: new RealClock(), ...options });
  const answer = await probe.call({
    tool: 'run',
    args: {},
    record: (arrival) => {
      arrivals.push(arrival);
      record?.(arrival);
    },
    ...(signal === undefined ? {} : { signal }),
  });
  return { answer, arrivals };
}

/** The same, with a hand-written server that replies to the call so. */
async function callOf(reply: Reply, options: CallOptions = {}) {
  await using server = await startServer({ 'tools/call': reply });
  return await callAt(server.url, options);
}

/** A call of the official server, in this process and in virtual time. */
async function virtually(call: Partial<ToolCall>, listener: 'sdk' | 'wire' = 'sdk') {
  const clock = new VirtualClock();
  await using server = await startSdkServer(clock);
  const arrivals: Arrival[] = [];
  const open = (): Promise<Probe> =>
    listener === 'sdk'
      ? SdkProbe.open({ url: URL, clock, fetch: createHandlerFetch(server.handler) })
      : WireProbe.open({ url: URL, clock, wire: new HandlerWire(server.handler) });
  const run = async () => {
    await using probe = await open();
    const record = (arrival: Arrival): void => void arrivals.push(arrival);
    return await probe.call({ tool: 'run', args: { code: 'x' }, record, ...call });
  };
  const answer = await clock.runUntil(run());
  return { answer, arrivals, now: clock.now(), methods: server.methods };
}
