import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../src/clock/virtual-clock.ts';
import { heardEvents } from '../../src/contract/heard-event.ts';
import type { ManagerName } from '../../src/manager/managers.ts';
import { HandlerWire } from '../../src/probe/handler-wire.ts';
import { WireProbe } from '../../src/probe/wire-probe.ts';
import type { Arrival } from '../../src/timeline/arrival.ts';
import { createConformanceEndpoint } from './conformance/conformance-endpoint.ts';

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
    ['test_reconnection', {}, false, 'You came back for this.'],
    ['json_schema_2020_12_tool', { name: 'A' }, false, 'Got {"name":"A"}'],
    ['test_elicitation', { message: 'Who?' }, true, 'Client does not support form elicitation.'],
  ] as const)('answers %s of %j (an error: %j)', async (tool, args, isError, text) => {
    const results = (await call(tool, { args })).filter(({ kind }) => kind === 'result');
    expect(results).toMatchObject([{ isError, text }]);
  });
});

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
