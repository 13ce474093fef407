import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../src/clock/virtual-clock.ts';
import { stataFinding } from '../../../src/contract/findings/stata-finding.ts';
import { type JudgedHop, judgeHops, locate } from '../../../src/contract/judge/locate.ts';
import { stataStimulus } from '../../../src/contract/stimulus/stata-stimulus.ts';
import { streamProbeStimulus } from '../../../src/contract/stimulus/stream-probe-stimulus.ts';
import { inProcessTarget } from '../../../src/contract/target/in-process-target.ts';
import type { Outcome } from '../../../src/contract/terms/verdict.ts';
import { bufferedManager } from '../../../src/manager/buffered-manager.ts';
import { Sessions } from '../../../src/manager/sessions.ts';
import { formatLocated } from '../../../src/report/located-text.ts';
import { findScenario } from '../../../src/scenario/built-in-scenarios.ts';
import { createStreamProbeServer } from '../../../src/server/stream-probe-server.ts';
import { createEndpoint } from '../../../src/testbed/endpoint.ts';
import type { Emission } from '../../../src/timeline/emission.ts';

describe('locate', () => {
  it('finds the proxy that buffers, in virtual time', async () => {
    const clock = new VirtualClock();
    const createServer = () => createStreamProbeServer({ clock });
    await using sessions = new Sessions({ clock, createServer });
    const behind = (handle: typeof sessions.handle) =>
      inProcessTarget({ handle, clock, stimulus: streamProbeStimulus() });
    const buffered = bufferedManager(sessions.handle);
    const hops = [
      { name: 'server', target: behind(sessions.handle) },
      { name: 'gateway', target: behind((request) => sessions.handle(request)) },
      { name: 'proxy', target: behind(buffered) },
      { name: 'edge', target: behind((request) => buffered(request)) },
    ];
    const options = { seed: 1, nonce: 'test', budgetMs: 600_000 };
    const judged = await clock.runUntil(judgeHops(hops, options));
    expect(locate(judged)).toEqual({ kind: 'at', hop: 'proxy', after: 'gateway' });
    const text = formatLocated(judged, locate(judged), { width: 80 });
    expect(text).toMatch(/^gateway {2}in time/m);
    expect(text).toMatch(/^edge {5}held back/m);
    expect(text).toContain('Held at proxy: up to gateway the first event is heard when it is due');
  });

  it.each([
    ['says things when they are due', 0, { kind: 'at', hop: 'server', after: 'Stata' }],
    ['keeps it to itself', 1, { kind: 'at', hop: 'Stata', after: null }],
  ] as const)('tells a Stata that %s from a server that buffers', async (_, share, located) => {
    const clock = new VirtualClock();
    const emissions: Emission[] = [];
    const record = (emission: Emission) => emissions.push(emission);
    const scenario = await findScenario('real-code');
    await using server = createEndpoint({ scenario, manager: 'buffered', clock, record });
    const stimulus = stataStimulus({ tool: 'stata_run_selection' });
    const target = inProcessTarget({ handle: server.handle, clock, stimulus });
    const readStata = async () => ({ emissions: delayed(emissions, share), from: 'a trace' });
    const options = { seed: 1, nonce: 'test', budgetMs: 600_000, readStata };
    const judged = await clock.runUntil(judgeHops([{ name: 'server', target }], options));
    expect(locate(judged)).toEqual(located);
  });

  it('can’t tell of a Stata whose trace is another’s', () => {
    expect(stataFinding([], [])).toMatchObject({ outcome: 'cannot-tell' });
  });

  it.each<[Outcome[], ReturnType<typeof locate>]>([
    [['pass', 'pass'], { kind: 'nowhere' }],
    [['fail', 'fail'], { kind: 'at', hop: '0', after: null }],
    [['pass', 'cannot-tell', 'fail'], { kind: 'cannot-tell', hop: '1' }],
    [['pass', 'not-applicable'], { kind: 'cannot-tell', hop: '1' }],
    [['pass', 'fail', 'pass'], { kind: 'at', hop: '1', after: '0' }],
  ])('of hops that %j it says %o', (outcomes, located) => {
    const hops = outcomes.map(
      (outcome, index): JudgedHop => ({
        name: `${index}`,
        url: 'http://x/',
        finding: { outcome, evidence: 'seen' },
      }),
    );
    expect(locate(hops)).toEqual(located);
    expect(formatLocated(hops, located, { width: 80 })).not.toBe('');
  });
});

/** The same, with each output as late as its run's end, or not at all. */
function delayed(emissions: readonly Emission[], share: 0 | 1): readonly Emission[] {
  return emissions.map((emission, index) => {
    const end = emissions.slice(index).find(({ kind }) => kind === 'ended');
    if (emission.kind !== 'output' || end === undefined) return emission;
    return { ...emission, atMs: emission.atMs + share * (end.atMs - emission.atMs) };
  });
}
