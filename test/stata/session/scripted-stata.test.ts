import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../src/clock/virtual-clock.ts';
import type { ScriptedScenario } from '../../../src/scenario/scenario.ts';
import { schedule } from '../../../src/scenario/schedule.ts';
import { ScriptedStata } from '../../../src/stata/session/scripted-stata.ts';
import { CRASHED } from '../../../src/timeline/crash.ts';
import type { Emission, StataOutput } from '../../../src/timeline/emission.ts';
import { anyScenario } from '../../any-scenario.ts';
import { error, print, scenarioOf, wait } from '../../scenario-of.ts';

const TWO_LINES = scenarioOf([wait(2000), print('one'), wait(6000), print('two'), wait(4000)]);

describe('ScriptedStata', () => {
  it('says each thing when the script says it, whatever code it is given', async () => {
    expect(await play(TWO_LINES)).toEqual([
      { kind: 'started', atMs: 0, code: 'sysuse auto' },
      { kind: 'output', atMs: 2000, text: 'one\n' },
      { kind: 'output', atMs: 8000, text: 'two\n' },
      { kind: 'ended', atMs: 12_000, returnCode: 0 },
    ]);
  });

  it('ends at an error, with its return code', async () => {
    const said = await play(scenarioOf([wait(5), error(198, 'invalid syntax'), print('never')]));
    expect(said.slice(1)).toEqual([
      { kind: 'error', atMs: 5, returnCode: 198, message: 'invalid syntax' },
      { kind: 'ended', atMs: 5, returnCode: 198 },
    ]);
  });

  it('plays the same script again at the next run', async () => {
    const { stata, clock, said } = setUp(TWO_LINES);
    const { signal } = new AbortController();
    await clock.runUntil(drain(stata.run('', { signal })));
    const first = said.splice(0);
    await clock.runUntil(drain(stata.run('', { signal })));
    expect(said).toEqual(first.map((emission) => ({ ...emission, atMs: emission.atMs + 12_000 })));
  });

  it('keeps to the schedule after a slow listener has taken its time', async () => {
    const { stata, clock, said } = setUp(TWO_LINES);
    const listen = async (): Promise<void> => {
      for await (const _output of stata.run('', { signal: new AbortController().signal })) {
        await clock.sleep(5000);
      }
    };
    await clock.runUntil(listen());
    expect(said.map(({ atMs }) => atMs)).toEqual([0, 2000, 8000, 13_000]);
  });

  it('says exactly what is scheduled, when it is scheduled, for any scenario', async () => {
    await fc.assert(
      fc.asyncProperty(anyScenario(), async (scenario) => {
        const { emissions, endsAtMs, returnCode } = schedule(scenario);
        expect((await play(scenario)).slice(1)).toEqual([
          ...emissions.map(({ atMs, output }) => ({ ...output, atMs })),
          { kind: 'ended', atMs: endsAtMs, returnCode },
        ]);
      }),
    );
  });
});

describe('a Stata that starts', () => {
  const STARTING = { ...scenarioOf([print('one')]), start: [wait(3000), print('hello')] };

  it('is slow once, and plays its script from then on', async () => {
    const { stata, clock, said } = setUp(STARTING);
    const { signal } = new AbortController();
    await clock.runUntil(drain(stata.run('', { signal })));
    await clock.runUntil(drain(stata.run('', { signal })));
    expect(said.filter(({ kind }) => kind === 'output')).toEqual([
      { kind: 'output', atMs: 3000, text: 'hello\n' },
      { kind: 'output', atMs: 3000, text: 'one\n' },
      { kind: 'output', atMs: 3000, text: 'one\n' },
    ]);
  });

  it('never gets to its script without a licence', async () => {
    const start = [{ kind: 'licence', message: 'The licence is over.' }] as const;
    const refused = { ...scenarioOf([print('never')]), start };
    const { stata, clock, said } = setUp(refused);
    const { signal } = new AbortController();
    for (let runs = 1; runs <= 2; runs += 1) {
      await clock.runUntil(drain(stata.run('', { signal })));
      expect(said.splice(0).slice(1)).toEqual([
        { kind: 'output', atMs: 0, text: 'The licence is over.\n' },
        {
          kind: 'ended',
          atMs: 0,
          returnCode: CRASHED,
          crash: { kind: 'status', status: 1, log: 'complete' },
        },
      ]);
    }
  });

  it('starts again after it died', async () => {
    const crash = { kind: 'signal', signal: 'SIGSEGV', log: 'cut' } as const;
    const dying = { ...STARTING, script: [wait(1000), { kind: 'crash', crash } as const] };
    const { stata, clock, said } = setUp(dying);
    const { signal } = new AbortController();
    await clock.runUntil(drain(stata.run('', { signal })));
    await clock.runUntil(drain(stata.run('', { signal })));
    expect(said.filter(({ kind }) => kind !== 'started')).toEqual([
      { kind: 'output', atMs: 3000, text: 'hello\n' },
      { kind: 'ended', atMs: 4000, returnCode: CRASHED, crash },
      { kind: 'output', atMs: 7000, text: 'hello\n' },
      { kind: 'ended', atMs: 8000, returnCode: CRASHED, crash },
    ]);
  });
});

it('A Stata that hangs can be broken', async () => {
  expect(await play(scenarioOf([print('one'), { kind: 'hang' }]), 100_000)).toEqual([
    { kind: 'started', atMs: 0, code: 'sysuse auto' },
    { kind: 'output', atMs: 0, text: 'one\n' },
    { kind: 'error', atMs: 100_000, returnCode: 1, message: '--Break--' },
    { kind: 'ended', atMs: 100_000, returnCode: 1 },
  ]);
});

describe('a cancelled run', () => {
  it('says --Break-- and r(1); at once, and nothing more', async () => {
    expect(await play(TWO_LINES, 3000)).toEqual([
      { kind: 'started', atMs: 0, code: 'sysuse auto' },
      { kind: 'output', atMs: 2000, text: 'one\n' },
      { kind: 'error', atMs: 3000, returnCode: 1, message: '--Break--' },
      { kind: 'ended', atMs: 3000, returnCode: 1 },
    ]);
  });

  it('never says anything of the script after the instant of the cancellation', async () => {
    await fc.assert(
      fc.asyncProperty(anyScenario(), fc.nat(20_000), async (scenario, breakAtMs) => {
        const whole = await play(scenario);
        const broken = await play(scenario, breakAtMs);
        const until = (list: readonly Emission[]) => list.filter(({ atMs }) => atMs < breakAtMs);
        const since = (list: readonly Emission[]) => list.filter(({ atMs }) => atMs > breakAtMs);
        expect(until(broken)).toEqual(until(whole));
        expect(since(broken)).toEqual([]);
      }),
    );
  });
});

function setUp(scenario: ScriptedScenario) {
  const clock = new VirtualClock();
  const said: Emission[] = [];
  const stata = new ScriptedStata({ scenario, clock, record: (emission) => said.push(emission) });
  return { clock, said, stata };
}

async function play(scenario: ScriptedScenario, breakAtMs?: number): Promise<readonly Emission[]> {
  const { stata, clock, said } = setUp(scenario);
  const breakKey = new AbortController();
  if (breakAtMs !== undefined) void clock.sleep(breakAtMs).then(() => breakKey.abort());
  await clock.runUntil(drain(stata.run('sysuse auto', { signal: breakKey.signal })));
  return said;
}

async function drain(outputs: AsyncIterable<StataOutput>): Promise<void> {
  for await (const _output of outputs) {
    // The listener only listens.
  }
}
