import { describe, expect, it } from 'vitest';
import { RealClock } from '../../src/clock/real-clock.ts';
import { VirtualClock } from '../../src/clock/virtual-clock.ts';
import { HandlerWire } from '../../src/probe/handler-wire.ts';
import { HttpWire } from '../../src/probe/http-wire.ts';
import { WireProbe } from '../../src/probe/wire-probe.ts';
import type { Arrival } from '../../src/timeline/arrival.ts';
import { callAt, callOf } from './call-at.ts';
import {
  initializeResult,
  json,
  log,
  result,
  sse,
  startServer,
  stream,
  toolResult,
} from './hand-written-server.ts';

describe('WireProbe', () => {
  it('hears an event before the server writes the next one', async () => {
    const heard = Promise.withResolvers<void>();
    const { arrivals } = await callOf({
      reply: async (response, { id }) => {
        stream(response).write(sse(log('iteration 1')));
        await heard.promise; // A probe that held the event back would wait here for ever.
        response.write(sse(log('iteration 2')));
        response.end(sse(toolResult(id, 'done')));
      },
      record: ({ kind }) => {
        if (kind === 'message') heard.resolve();
      },
    });
    expect(arrivals.map(({ kind }) => kind)).toEqual([
      'call',
      'headers',
      'first-byte',
      ...['sse-event', 'message'],
      ...['sse-event', 'message'],
      ...['sse-event', 'result'],
      'closed',
    ]);
    const times = arrivals.map(({ atMs }) => atMs);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it('hears the headers before the server has anything to say', async () => {
    const heard = Promise.withResolvers<void>();
    await callOf({
      reply: async (response, { id }) => {
        stream(response);
        await heard.promise;
        response.end(sse(toolResult(id, 'done')));
      },
      record: ({ kind }) => {
        if (kind === 'headers') heard.resolve();
      },
    });
  });

  it('hears all events of a buffered stream in one instant', async () => {
    const { arrivals, answer } = await callOf({
      reply: (response, { id }) => {
        stream(response).end(sse(log('1')) + sse(log('2')) + sse(toolResult(id, 'done')));
      },
    });
    const times = arrivals.filter(({ kind }) => kind === 'sse-event').map(({ atMs }) => atMs);
    expect(new Set(times).size).toBe(1);
    expect(times).toHaveLength(3);
    expect(answer).toMatchObject({ kind: 'result', text: 'done', isError: false });
  });

  it('writes down everything that is on the stream', async () => {
    const { arrivals } = await callOf({
      progress: true,
      reply: (response, { id, params }) => {
        const { progressToken } = params._meta ?? {};
        const progress = { progressToken, progress: 1, total: 3, message: 'one' };
        stream(response);
        response.write('retry: 250\n: keepalive\n\nid: e-1\ndata:\n\nevent: note\ndata: x\n\n');
        response.write(sse({ jsonrpc: '2.0', method: 'notifications/progress', params: progress }));
        response.write('data: {not json\n\n');
        response.end(sse(toolResult(id, 'done')));
      },
    });
    expect(withoutTimes(arrivals)).toEqual([
      { kind: 'call', tool: 'run' },
      { kind: 'headers', status: 200, contentType: 'text/event-stream' },
      { kind: 'first-byte' },
      { kind: 'sse-comment', text: 'keepalive' },
      { kind: 'sse-event', type: 'message', id: 'e-1', data: '' },
      { kind: 'sse-event', type: 'note', id: null, data: 'x' },
      expect.objectContaining({ kind: 'sse-event' }),
      { kind: 'progress', progress: 1, total: 3, text: 'one' },
      { kind: 'sse-event', type: 'message', id: null, data: '{not json' },
      { kind: 'other', method: '(malformed)' },
      expect.objectContaining({ kind: 'sse-event' }),
      { kind: 'result', isError: false, text: 'done' },
      { kind: 'closed', reason: null },
    ]);
  });

  it('hears a JSON answer when it is complete', async () => {
    const heard = Promise.withResolvers<void>();
    const { arrivals } = await callOf({
      reply: async (response, { id }) => {
        const body = JSON.stringify(toolResult(id, 'done'));
        response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
        response.write(body.slice(0, 10));
        await heard.promise;
        response.end(body.slice(10));
      },
      record: ({ kind }) => {
        if (kind === 'first-byte') heard.resolve();
      },
    });
    const kinds = arrivals.map(({ kind }) => kind);
    expect(kinds).toEqual(['call', 'headers', 'first-byte', 'result', 'closed']);
  });

  it('hears each message of a JSON answer that has several', async () => {
    const { arrivals } = await callOf({
      reply: (response, { id }) => json(response, [log('1'), toolResult(id, 'done')]),
    });
    expect(arrivals.map(({ kind }) => kind)).toContain('message');
    expect(arrivals.map(({ kind }) => kind)).toContain('result');
  });

  it('takes the first of two answers, and hears both', async () => {
    const { arrivals, answer } = await callOf({
      reply: (response, { id }) =>
        stream(response).end(sse(toolResult(id, 'first')) + sse(toolResult(id, 'second'))),
    });
    expect(answer).toMatchObject({ text: 'first' });
    expect(arrivals.filter(({ kind }) => kind === 'result')).toHaveLength(2);
  });

  it('hears an event of ten megabytes', async () => {
    const text = 'ä'.repeat(5_000_000);
    const { answer } = await callOf({
      reply: (response, { id }) => stream(response).end(sse(toolResult(id, text))),
    });
    expect(answer.text).toBe(text);
  });

  it('takes a JSON-RPC error for an answer, whatever the HTTP status', async () => {
    const { arrivals, answer } = await callOf({
      reply: (response) => {
        const error = { code: -32001, message: 'Session not found' };
        response.statusCode = 404;
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ jsonrpc: '2.0', id: null, error }));
      },
    });
    expect(answer).toMatchObject({ kind: 'rpc-error', code: -32001, text: 'Session not found' });
    expect(arrivals[1]).toMatchObject({ kind: 'headers', status: 404 });
  });

  it('keeps an answer when the connection breaks after it', async () => {
    const heard = Promise.withResolvers<void>();
    const { arrivals, answer } = await callOf({
      reply: async (response, { id }) => {
        stream(response).write(sse(toolResult(id, 'done')));
        await heard.promise;
        response.destroy();
      },
      record: ({ kind }) => {
        if (kind === 'result') heard.resolve();
      },
    });
    expect(answer).toMatchObject({ kind: 'result' });
    expect(arrivals.at(-1)).toMatchObject({ kind: 'closed', reason: 'connection reset' });
  });

  it('asks for progress only when it is told to', async () => {
    await using server = await startServer();
    await callAt(server.url);
    await callAt(server.url, { progress: true });
    const calls = server.log.filter(({ method }) => method === 'tools/call');
    expect(calls.map(({ params }) => params._meta)).toEqual([undefined, { progressToken: 1 }]);
    expect(calls[0]?.params).toMatchObject({ name: 'run', arguments: { code: 'sleep 1' } });
  });

  it('makes several calls in one session, each with an id of its own', async () => {
    await using server = await startServer();
    await using wire = new HttpWire();
    await using probe = await WireProbe.open({ wire, url: server.url, clock: new RealClock() });
    const call = { tool: 'run', args: {}, record: () => {} };
    await Promise.all([probe.call(call), probe.call(call)]);
    const calls = server.log.filter(({ method }) => method === 'tools/call');
    expect(new Set(calls.map(({ id }) => id)).size).toBe(2);
    expect(server.log.filter(({ method }) => method === 'initialize')).toHaveLength(1);
  });

  it('lists the tools of every page', async () => {
    await using server = await startServer({
      'tools/list': (response, { id, params }) => {
        const isFirst = params.cursor === undefined;
        const tools = [{ name: isFirst ? 'run' : 'stop' }];
        json(response, result(id, isFirst ? { tools, nextCursor: 'more' } : { tools }));
      },
    });
    await using wire = new HttpWire();
    await using probe = await WireProbe.open({ wire, url: server.url, clock: new RealClock() });
    expect(await probe.listTools()).toEqual(['run', 'stop']);
  });

  it('leaves a list of tools that has no end', async () => {
    const clock = new VirtualClock();
    await using wire = new HandlerWire(async (request) => {
      const { id } = Object(await request.json());
      const tools = [{ name: 'run' }];
      return Response.json(result(id, { tools, nextCursor: 'more', protocolVersion: '1' }));
    });
    await using probe = await WireProbe.open({ wire, url: 'http://x/mcp', clock });
    expect(await probe.listTools()).toHaveLength(1000);
  });

  it('is exact in virtual time', async () => {
    const clock = new VirtualClock();
    const arrivals: Arrival[] = [];
    await using wire = new HandlerWire(async (request) => {
      if (request.method === 'DELETE') return new Response();
      const asked = Object(await request.json());
      if (asked.method === 'initialize') return Response.json(initializeResult(asked));
      if (asked.method !== 'tools/call') return new Response(null, { status: 202 });
      const said = async function* () {
        await clock.sleep(2000);
        yield sse(log('iteration 1'));
        await clock.sleep(10_000);
        yield sse(toolResult(asked.id, 'done'));
      };
      const headers = { 'content-type': 'text/event-stream' };
      return new Response(ReadableStream.from(encoded(said())), { headers });
    });
    const run = async () => {
      await using probe = await WireProbe.open({ wire, url: 'http://x/mcp', clock });
      await probe.call({ tool: 'run', args: {}, record: (arrival) => arrivals.push(arrival) });
    };
    await clock.runUntil(run());
    expect(arrivals.map(({ kind, atMs }) => `${kind} ${atMs}`)).toEqual([
      'call 0',
      'headers 0',
      'first-byte 2000',
      'sse-event 2000',
      'message 2000',
      'sse-event 12000',
      'result 12000',
      'closed 12000',
    ]);
    expect(clock.now()).toBe(12_000);
  });
});

function withoutTimes(arrivals: readonly Arrival[]): object[] {
  return arrivals.map(({ atMs: _, ...rest }) => rest);
}

async function* encoded(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const text of texts) yield encoder.encode(text);
}
