import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settleMacrotasks } from '../../src/clock/settle.ts';
import { VirtualClock } from '../../src/clock/virtual-clock.ts';
import { heardEvents } from '../../src/delivery/heard-event.ts';
import { MANAGERS, type ManagerName } from '../../src/manager/managers.ts';
import { Sessions } from '../../src/manager/sessions.ts';
import { createHandlerFetch } from '../../src/probe/handler-fetch.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { run } from '../../src/testbed/run.ts';
import { formatTimeline } from '../../src/timeline/format-event.ts';
import { isArrival } from '../../src/timeline/side.ts';
import { anyScenario } from '../any-scenario.ts';
import { del, get, initialize, post, rpc } from './requests.ts';

const PRINTED = 'option-1-as-printed';
const HARDENED = 'option-1-hardened';
const POLL_MS = 10;

describe('Option 1, behind a simulated Stata', () => {
  it('hardened, no client can tell it from streaming', async () => {
    await fc.assert(
      fc.asyncProperty(anyScenario(), async (scenario) => {
        const heard = async (manager: ManagerName) =>
          formatTimeline((await run({ scenario, manager })).timeline.filter(isArrival));
        expect(await heard(HARDENED)).toBe(await heard('streaming'));
      }),
    );
  });

  it('as printed, a demonstration can’t either: only what is said before its first look is late', async () => {
    await fc.assert(
      fc.asyncProperty(anyScenario(), async (scenario) => {
        const streamed = await timesOf(scenario, 'streaming');
        expect(await timesOf(scenario, PRINTED)).toEqual(
          streamed.map((atMs) => Math.max(atMs, POLL_MS)),
        );
      }),
    );
  });
});

describe('Option 1, and the official client', () => {
  it.each([
    ['streaming', ['POST', 'POST', 'GET']],
    [HARDENED, ['POST', 'POST', 'GET']],
    [PRINTED, ['POST', 'POST']], // It waits for 202, and gets 200.
  ] as const)('%s: it asks with %j', async (manager, methods) => {
    const { handle, clock, ...endpoint } = open(manager);
    await using _ = endpoint;
    const asked: string[] = [];
    const fetch = createHandlerFetch((request) => {
      asked.push(request.method);
      return handle(request);
    });
    const client = new Client({ name: 'test', version: '0' });
    const transport = new StreamableHTTPClientTransport(new URL(get().url), { fetch });
    await clock.runUntil(client.connect(transport));
    await settleMacrotasks();
    expect(asked).toEqual(methods);
    await client.close();
  });
});

describe('Option 1, when a session has ended', () => {
  it.each([
    ['streaming', 404],
    [HARDENED, 404],
    [PRINTED, 200], // So it never begins another.
  ] as const)('%s: its client is told %i', async (manager, status) => {
    const { handle, clock, ...endpoint } = open(manager);
    await using _ = endpoint;
    const { headers } = await clock.runUntil(handle(post(initialize())));
    const id = headers.get('mcp-session-id') ?? '';
    await clock.runUntil(handle(del(id)));
    const ping = await clock.runUntil(handle(post(rpc('ping', {}, 2), id)));
    expect(ping.status).toBe(status);
  });
});

describe('Option 1, when a client that lost its GET stream opens it again', () => {
  it.each([
    ['streaming', 'text/event-stream'],
    [HARDENED, 'text/event-stream'],
    [PRINTED, 'application/json'], // 409, as 200: nobody has told the transport that it left.
  ] as const)('%s: it gets %s', async (manager, type) => {
    const { handle, clock, ...endpoint } = open(manager);
    await using _ = endpoint;
    const { headers } = await clock.runUntil(handle(post(initialize())));
    const id = headers.get('mcp-session-id') ?? '';
    const first = await clock.runUntil(handle(get(id)));
    await first.body?.cancel();
    const second = await clock.runUntil(handle(get(id)));
    expect(second.headers.get('content-type')).toBe(type);
  });
});

async function timesOf(scenario: Scenario, manager: ManagerName): Promise<readonly number[]> {
  const { timeline } = await run({ scenario, manager });
  return heardEvents(timeline).map(({ atMs }) => atMs);
}

function open(manager: ManagerName) {
  const clock = new VirtualClock({ warn: () => {} });
  const createServer = () => new McpServer({ name: 'test', version: '0' });
  const sessions = new Sessions({ clock, createServer });
  const handle = MANAGERS[manager].wrap(sessions.handle, { clock });
  return { clock, handle, [Symbol.asyncDispose]: () => sessions.close() };
}
