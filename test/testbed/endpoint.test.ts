import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../src/clock/virtual-clock.ts';
import { heardEvents } from '../../src/delivery/heard-event.ts';
import { HandlerWire } from '../../src/probe/handler-wire.ts';
import { WireProbe } from '../../src/probe/wire-probe.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { schedule } from '../../src/scenario/schedule.ts';
import type { ProfileName } from '../../src/server/profile.ts';
import { createEndpoint } from '../../src/testbed/endpoint.ts';
import { runSelection } from '../../src/testbed/run.ts';
import { Timeline } from '../../src/timeline/timeline.ts';
import { anyScenario } from '../any-scenario.ts';
import { initialize, post, rpc } from '../manager/requests.ts';
import { print, scenarioOf, wait } from '../scenario-of.ts';

describe('clients of one endpoint, at the same time', () => {
  it('each hear all of their own run, when it is said, and nothing of another’s', async () => {
    const starts = fc.array(fc.nat(20_000), { minLength: 2, maxLength: 4 });
    // With sessions and without.
    const versions = fc.constantFrom('2025-11-25', '2026-07-28');
    await fc.assert(
      fc.asyncProperty(anyScenario(), starts, versions, async (scenario, startsAtMs, version) => {
        const { emissions, endsAtMs } = schedule(scenario);
        const expected = [...emissions.map(({ atMs }) => atMs), endsAtMs];
        for (const heard of await hear(scenario, startsAtMs, 'fake-stata', version)) {
          expect(heard.map(({ atMs }) => atMs)).toEqual(expected);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('share one Stata in profiles of stata-mcp: the second finds it busy', async () => {
    const scenario = scenarioOf([print('one'), wait(5000)]);
    const [first, second] = await hear(scenario, [0, 10], 'stata-mcp@0.5.2');
    expect(first?.at(-1)).toMatchObject({ kind: 'result', text: 'one' });
    expect(second?.at(-1)?.text).toContain('Session busy: default');
  });
});

describe('an endpoint', () => {
  it('speaks nothing newer than its original did', async () => {
    const heard = hear(scenarioOf([]), [0], 'stata-mcp@0.5.2', '2026-07-28');
    await expect(heard).rejects.toThrow('server/discover was answered with 400');
  });

  it.each([
    ['fake-stata', /^[0-9a-f-]{36}$/, null, -32000],
    ['stata-mcp@0.5.2', /^[0-9a-f]{32}$/, 'server-error', -32600],
  ] as const)(
    'has the dialect of the SDK that %s is made with',
    async (profile, id, errorId, code) => {
      const clock = new VirtualClock();
      const scenario = scenarioOf([]);
      await using endpoint = createEndpoint({ scenario, manager: 'streaming', clock, profile });
      const opened = await endpoint.handle(post(initialize()));
      expect(opened.headers.get('mcp-session-id')).toMatch(id);
      const refused = await endpoint.handle(post(rpc('tools/list', {}, 2)));
      expect(refused.status).toBe(400);
      expect(await refused.json()).toMatchObject({ id: errorId, error: { code } });
    },
  );

  it('knows no session of another', async () => {
    const options = { scenario: scenarioOf([]), clock: new VirtualClock() };
    await using one = createEndpoint({ ...options, manager: 'streaming' });
    await using other = createEndpoint({ ...options, manager: 'buffered' });
    const opened = await one.handle(post(initialize()));
    const session = opened.headers.get('mcp-session-id') ?? '';
    const list = rpc('tools/list', {}, 2);
    expect((await one.handle(post(list, session))).status).toBe(200);
    expect((await other.handle(post(list, session))).status).toBe(404);
  });
});

/** What each of several clients hears, who call at these instants. */
async function hear(
  scenario: Scenario,
  startsAtMs: readonly number[],
  profile: ProfileName = 'fake-stata',
  protocolVersion = '2025-11-25',
) {
  const clock = new VirtualClock();
  await using endpoint = createEndpoint({ scenario, manager: 'streaming', clock, profile });
  const wire = new HandlerWire(endpoint.handle);
  const hearOne = async (startAtMs: number) => {
    const url = 'http://127.0.0.1/mcp';
    await using probe = await WireProbe.open({ wire, url, clock, protocolVersion });
    await clock.sleep(startAtMs - clock.now());
    const timeline = new Timeline();
    await probe.call({ ...runSelection(scenario), record: timeline.append });
    return heardEvents(timeline.events);
  };
  return await clock.runUntil(Promise.all(startsAtMs.map(hearOne)));
}
