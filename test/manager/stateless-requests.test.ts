import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../src/clock/virtual-clock.ts';
import { StatelessRequests } from '../../src/manager/stateless-requests.ts';
import { envelopeOf, type RequestContext } from '../../src/probe/request-envelope.ts';
import { createStreamProbeServer } from '../../src/server/stream-probe-server.ts';

const protocolVersion = '2026-07-28';

describe('requests that stand for themselves', () => {
  it('are answered with an event stream that begins at once, and ends with the result', async () => {
    const { clock, ask } = open();
    const response = await ask('tools/call', probe({ firstMs: 5000 }));
    expect(clock.now()).toBe(0);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const messages = eventsIn(await clock.runUntil(response.text()));
    expect(messages.map(({ method = 'result' }) => method)).toEqual([
      'notifications/message',
      'result',
    ]);
    expect(messages.at(-1)?.result).toMatchObject({
      resultType: 'complete',
      _meta: { 'io.modelcontextprotocol/serverInfo': { name: 'fake-stata-stream-probe' } },
    });
  });

  it('are answered with JSON, where there is nothing to be told before', async () => {
    const { requests, ask } = open();
    const response = await ask('tools/list');
    expect(await response.json()).toMatchObject({
      result: {
        resultType: 'complete',
        ttlMs: 0,
        cacheScope: 'private',
        tools: [{ name: 'stream_probe' }],
      },
    });
    expect(requests.size).toBe(0);
  });

  it('ask by a result, and go on when they are made again with the answer', async () => {
    const { clock, ask } = open({ capabilities: { elicitation: {} } });
    const asked = await finalOf(clock, await ask('tools/call', probe({ asks: true })));
    expect(asked.result).toMatchObject({
      resultType: 'input_required',
      inputRequests: { 'question-0': { method: 'elicitation/create' } },
    });
    const inputResponses = { 'question-0': { action: 'decline' } };
    const again = await ask('tools/call', { ...probe({ asks: true }), inputResponses });
    expect((await finalOf(clock, again)).result).toMatchObject({ resultType: 'complete' });
  });

  it('ask nothing that their client can’t be asked for', async () => {
    const { clock, ask } = open();
    const { error } = await finalOf(clock, await ask('tools/call', probe({ asks: true })));
    expect(error).toMatchObject({ code: -32021, data: { requiredCapabilities: {} } });
  });

  it('are forgotten, and what runs for them is stopped, when their client hangs up', async () => {
    const { clock, requests, ask } = open();
    const response = await ask('tools/call', probe({ firstMs: 5000, name: 'left' }));
    await clock.runUntil(clock.sleep(100));
    expect(requests.size).toBe(1);
    await response.body?.cancel();
    expect(requests.size).toBe(0);
    const recalled = await finalOf(clock, await ask('tools/call', probe({ recall: 'left' })));
    expect(recalled.result?.content?.[0]?.text).toBe('stopped after 0 outputs');
  });

  it('can be subscriptions, on which nothing is told but that they are alive, and their end', async () => {
    const { clock, requests, ask } = open();
    const response = await ask('subscriptions/listen', {
      notifications: { toolsListChanged: true },
    });
    const read = response.text();
    await clock.runUntil(clock.sleep(16_000));
    expect(requests.size).toBe(1);
    await requests.close();
    const text = await clock.runUntil(read);
    expect(text).toContain(': keepalive');
    const _meta = { 'io.modelcontextprotocol/subscriptionId': 1 };
    expect(eventsIn(text)).toMatchObject([
      { method: 'notifications/subscriptions/acknowledged', params: { _meta, notifications: {} } },
      { id: 1, result: { resultType: 'complete', _meta } },
    ]);
    const left = await ask('subscriptions/listen');
    await left.body?.cancel();
    expect(requests.size).toBe(0);
  });

  it('are told apart from what earlier versions asked', async () => {
    const { requests, ask } = open();
    for (const method of ['ping', 'initialize', 'logging/setLevel', 'no/such/method']) {
      const response = await ask(method);
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ id: 1, error: { code: -32601 } });
    }
    for (const method of ['GET', 'DELETE']) {
      const response = await requests.handle(new Request('http://x/mcp', { method }));
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    }
  });

  it.each([
    ['a name in Base64', { 'mcp-name': '=?base64?c3RyZWFtX3Byb2Jl?=' }, 200, undefined],
    ['another name in Base64', { 'mcp-name': '=?base64?cnVu?=' }, 400, -32020],
    ['a name in no Base64', { 'mcp-name': '=?base64?%?=' }, 400, -32020],
    ['no name', { 'mcp-name': null }, 400, -32020],
    ['another method', { 'mcp-method': 'tools/list' }, 400, -32020],
    ['another version', { 'mcp-protocol-version': '2025-11-25' }, 400, -32020],
  ])('are held to their headers: %s', async (_, headers, status, code) => {
    const { clock, ask } = open();
    const response = await ask('tools/call', probe({}), headers);
    expect(response.status).toBe(status);
    expect((await finalOf(clock, response)).error?.code).toBe(code);
  });

  it.each([
    [
      'no version of the client’s',
      { 'io.modelcontextprotocol/clientCapabilities': undefined },
      -32602,
    ],
    ['no such level', { 'io.modelcontextprotocol/logLevel': 'shout' }, -32602],
  ])('are held to what they must say: %s', async (_, _meta, code) => {
    const { ask } = open();
    const response = await ask('tools/list', { _meta });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code } });
  });

  it('are answered to their end, whatever is in them, and nothing is left of them', async () => {
    await fc.assert(
      fc.asyncProperty(ANYTHING, CAPABILITIES, async (message, capabilities) => {
        const { clock, requests, ask } = open({ capabilities });
        const response = await ask(message.method, message.params, message.headers);
        await clock.runUntil(response.text());
        expect([200, 202, 400, 404]).toContain(response.status);
        expect(requests.size).toBe(0);
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.json(), fc.string()), async (body) => {
        const { requests } = open();
        const headers = envelopeOf({ method: 'tools/list', id: 1 }, { protocolVersion }).headers;
        const response = await requests.handle(
          new Request('http://x/mcp', { method: 'POST', headers, body }),
        );
        expect(response.status).toBe(400);
        expect(requests.size).toBe(0);
      }),
    );
  });

  it('are refused when there are too many', async () => {
    const { clock, requests, ask } = open({ requestsMax: 1 });
    const response = await ask('tools/call', probe({ firstMs: 5000 }));
    expect((await ask('tools/list')).status).toBe(503);
    await requests.close();
    // What has been begun is ended, too.
    await clock.runUntil(response.text());
    expect(clock.now()).toBe(0);
  });
});

const CAPABILITIES = fc.dictionary(
  fc.constantFrom('elicitation', 'sampling', 'x'),
  fc.oneof(fc.constant({}), fc.jsonValue()),
);

const ANYTHING = fc.record({
  method: fc.oneof(
    fc.constantFrom('tools/call', 'tools/list', 'server/discover', 'resources/read', 'ping'),
    fc.string(),
  ),
  params: fc.record(
    {
      name: fc.oneof(fc.constant('stream_probe'), fc.string()),
      uri: fc.string(),
      arguments: fc.oneof(
        fc.record({ asks: fc.boolean(), steps: fc.integer({ max: 5 }), gapMs: fc.nat(100) }),
        fc.jsonValue(),
      ),
      inputResponses: fc.jsonValue(),
      _meta: fc.dictionary(
        fc.constantFrom('progressToken', 'io.modelcontextprotocol/logLevel', 'x'),
        fc.jsonValue(),
      ),
    },
    { requiredKeys: [] },
  ),
  headers: fc.dictionary(
    fc.constantFrom('mcp-session-id', 'last-event-id', 'mcp-name', 'mcp-method'),
    fc.constantFrom('x', 'tools/call', 'stream_probe', '=?base64??='),
    { maxKeys: 1 },
  ),
});

function open({
  requestsMax = 10,
  capabilities = {},
}: Pick<RequestContext, 'capabilities'> & { readonly requestsMax?: number } = {}) {
  const clock = new VirtualClock();
  const createServer = () => createStreamProbeServer({ clock });
  const requests = new StatelessRequests({ createServer, clock, requestsMax });
  const ask = (
    method: string,
    params: object = {},
    overrides: Readonly<Record<string, string | null>> = {},
  ): Promise<Response> => {
    const envelope = envelopeOf({ method, params, id: 1 }, { protocolVersion, capabilities });
    const headers = new Headers(envelope.headers);
    for (const [name, value] of Object.entries(overrides)) {
      if (value === null) headers.delete(name);
      else headers.set(name, value);
    }
    const { body } = envelope;
    return requests.handle(new Request('http://x/mcp', { method: 'POST', headers, body }));
  };
  return { clock, requests, ask };
}

function probe(args: object): object {
  return { name: 'stream_probe', arguments: args };
}

interface Message {
  readonly method?: string;
  readonly result?: { readonly content?: readonly { readonly text: string }[] };
  readonly error?: { readonly code: number };
}

function eventsIn(text: string): readonly Message[] {
  return [...text.matchAll(/^data: (.*)$/gm)].map(([, data = '']) => JSON.parse(data));
}

async function finalOf(clock: VirtualClock, response: Response): Promise<Message> {
  const text = await clock.runUntil(response.text());
  return text.startsWith('{') ? JSON.parse(text) : (eventsIn(text).at(-1) ?? {});
}
