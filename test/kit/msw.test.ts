import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { VirtualClock } from '../../src/clock/virtual-clock.ts';
import { fakeStata } from '../../src/kit/msw.ts';
import { findScenario } from '../../src/scenario/built-in-scenarios.ts';
import { print, scenarioOf, wait } from '../scenario-of.ts';

const URL_OF_STATA = 'http://stata.test/mcp';
const CALL = { name: 'stata_run_selection', arguments: { selection: 'display 1' } };

const network = setupServer();
beforeAll(() => network.listen({ onUnhandledFrame: 'error' }));
afterEach(() => network.resetHandlers());
afterAll(() => network.close());

async function connect(): Promise<Client> {
  const client = new Client({ name: 'a-client', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(URL_OF_STATA)));
  return client;
}

describe('a progress display, in virtual time', () => {
  it.each([
    ['streaming', [2000, 8000, 12000]],
    ['buffered', [12000, 12000, 12000]],
  ] as const)('%s', async (manager, expected) => {
    const clock = new VirtualClock();
    const scenario = await findScenario('two-eight-twelve');
    await using stata = fakeStata({ url: URL_OF_STATA, scenario, manager, clock });
    network.use(...stata.handlers);
    const shown: number[] = [];
    await clock.runUntil(
      (async () => {
        const client = await connect();
        await client.callTool(CALL, undefined, { onprogress: () => shown.push(clock.now()) });
        shown.push(clock.now());
        await client.close();
      })(),
    );
    expect(shown).toEqual(expected);
  });
});

describe('the official client’s timeout', () => {
  afterEach(() => vi.useRealTimers());
  const scenario = scenarioOf(
    Array.from({ length: 10 }, (_, n) => [wait(10_000), print(`${n}`)]).flat(),
  );

  async function callFor(manager: 'streaming' | 'buffered'): Promise<string> {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    await using stata = fakeStata({ url: URL_OF_STATA, scenario, manager });
    network.use(...stata.handlers);
    const client = await connect();
    const options = { timeout: 60_000, resetTimeoutOnProgress: true, onprogress: () => {} };
    const called = client.callTool(CALL, undefined, options).then(
      () => 'answered',
      (error: Error) => error.message,
    );
    await vi.advanceTimersByTimeAsync(100_000);
    const outcome = await called;
    await client.close();
    return outcome;
  }

  it('holds against the streaming manager', async () => {
    expect(await callFor('streaming')).toBe('answered');
  });
  it('runs out against the buffered one', async () => {
    expect(await callFor('buffered')).toContain('Request timed out');
  });
});
