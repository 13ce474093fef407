import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RealClock } from '../../src/clock/real-clock.ts';
import { VirtualClock } from '../../src/clock/virtual-clock.ts';
import { type HeardEvent, heardEvents } from '../../src/delivery/heard-event.ts';
import type { ManagerName } from '../../src/manager/managers.ts';
import { findScenario } from '../../src/scenario/built-in-scenarios.ts';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';
import type { ScriptedScenario } from '../../src/scenario/scenario.ts';
import { schedule } from '../../src/scenario/schedule.ts';
import { run } from '../../src/testbed/run.ts';
import { formatTimeline } from '../../src/timeline/format-event.ts';
import { isArrival, isEmission } from '../../src/timeline/side.ts';
import type { TimelineEvent } from '../../src/timeline/timeline.ts';
import { anyScenario, anySteps } from '../any-scenario.ts';
import { print, scenarioOf, wait } from '../scenario-of.ts';

/** Both ends of the wire: our own client, and the official one. */
const PROBES = ['wire', 'sdk'] as const;

describe.each(PROBES)('in virtual time, heard by the %s probe', (probe) => {
  it('streaming hears each emission at exactly its scripted time', async () => {
    await fc.assert(
      fc.asyncProperty(anyScenario(), async (scenario) => {
        const heard = await hear({ scenario, manager: 'streaming', probe });
        expect(heard.map(({ atMs, text }) => [atMs, text])).toEqual(whatIsSaid(scenario));
      }),
    );
  });

  it('buffered hears all of them at exactly the run’s end', async () => {
    await fc.assert(
      fc.asyncProperty(anyScenario(), async (scenario) => {
        const { endsAtMs } = schedule(scenario);
        const heard = await hear({ scenario, manager: 'buffered', probe });
        expect(heard.map(({ atMs, text }) => [atMs, text])).toEqual(
          whatIsSaid(scenario).map(([, text]) => [endsAtMs, text]),
        );
      }),
    );
  });

  it('a tail changes nothing in streaming’s first-event latency, and adds its length to buffered’s', async () => {
    await fc.assert(
      fc.asyncProperty(anySteps(), anySteps(), async (steps, tail) => {
        const short = scenarioOf([wait(100), print('first'), ...steps]);
        const long = scenarioOf([...short.script, ...tail]);
        const firstOf = async (scenario: ScriptedScenario, manager: ManagerName) =>
          (await hear({ scenario, manager, probe }))[0]?.atMs ?? Number.NaN;
        const tailMs = schedule(scenarioOf(tail)).endsAtMs;
        expect(await firstOf(long, 'streaming')).toBe(await firstOf(short, 'streaming'));
        expect(await firstOf(long, 'buffered')).toBe((await firstOf(short, 'buffered')) + tailMs);
      }),
      { numRuns: 50 },
    );
  });

  it('a run is byte-identical when it is run again', async () => {
    const managers = fc.constantFrom<ManagerName>('buffered', 'buffered-json', 'streaming');
    const readers = fc.constantFrom('direct' as const, 'polled' as const);
    await fc.assert(
      fc.asyncProperty(
        anyScenario(),
        managers,
        readers,
        fc.boolean(),
        async (scenario, manager, reader, progress) => {
          const options = { scenario, manager, reader, progress, probe };
          const [once, again] = [await run(options), await run(options)];
          expect(formatTimeline(again.timeline)).toBe(formatTimeline(once.timeline));
        },
      ),
      { numRuns: 50 },
    );
  });

  it('a scenario’s jitter comes from its seed, and from nothing else', async () => {
    const play = async (seed: number): Promise<string> => {
      const scenario = parseScenario(jittery(seed), 'jittery.yaml');
      return formatTimeline((await run({ scenario, manager: 'streaming', probe })).timeline);
    };
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (seed) => {
        const once = await play(seed);
        expect(await play(seed)).toBe(once);
        expect(await play(seed + 1)).not.toBe(once);
      }),
      { numRuns: 30 },
    );
  });

  it('with a progress token each line is heard twice, and progress increases strictly', async () => {
    await fc.assert(
      fc.asyncProperty(anyScenario(), async (scenario) => {
        const { timeline } = await run({ scenario, manager: 'streaming', probe, progress: true });
        const texts = (kind: string) =>
          heardEvents(timeline)
            .filter((event) => event.kind === kind)
            .map(({ atMs, text }) => [atMs, text]);
        expect(texts('progress')).toEqual(texts('message'));
        const progress = timeline.flatMap((e) => (e.kind === 'progress' ? [e.progress] : []));
        expect(progress.every((value, index) => value > (progress[index - 1] ?? 0))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('nothing is heard before the result in JSON mode, and nothing is missing from the result', async () => {
    await fc.assert(
      fc.asyncProperty(anyScenario(), async (scenario) => {
        const heard = await hear({ scenario, manager: 'buffered-json', probe });
        const [, text] = whatIsSaid(scenario).at(-1) ?? [];
        expect(heard.map((event) => [event.atMs, event.kind, event.text])).toEqual([
          [schedule(scenario).endsAtMs, 'result', text],
        ]);
      }),
      { numRuns: 50 },
    );
  });
});

describe('a cancelled run', () => {
  it('stops saying things at once, wherever it is cancelled, and is told of no more', async () => {
    await fc.assert(
      fc.asyncProperty(anyScenario(), fc.nat(20_000), async (scenario, cancelAtMs) => {
        const clock = new VirtualClock();
        const cancel = new AbortController();
        const endsAtMs = schedule(scenario).endsAtMs;
        fc.pre(cancelAtMs < endsAtMs);
        void clock.sleep(cancelAtMs).then(() => cancel.abort());
        const { signal } = cancel;
        const events: string[] = [];
        const work = run({
          scenario,
          manager: 'streaming',
          probe: 'sdk',
          clock,
          signal,
          onEvent: (event) => {
            if (event.atMs > cancelAtMs) events.push(event.kind);
          },
        });
        await expect(work).rejects.toThrow();
        expect(events).toEqual([]);
      }),
    );
  });
});

describe('the demo’s numbers, in virtual time', () => {
  it.each([
    ['twelve-seconds', 'buffered', [12_000, 12_000, 12_000, 12_000, 12_000]],
    ['twelve-seconds', 'streaming', [0, 2000, 8000, 12_000, 12_000]],
    ['two-eight-twelve', 'streaming', [2000, 8000, 12_000]],
    ['two-eight-twelve', 'buffered', [12_000, 12_000, 12_000]],
  ] as const)('%s behind %s is heard at %j', async (name, manager, expected) => {
    const heard = await hear({ scenario: await findScenario(name), manager });
    expect(heard.map(({ atMs }) => atMs)).toEqual(expected);
  });
});

describe('run', () => {
  it('refuses virtual time over sockets', async () => {
    const scenario = scenarioOf([]);
    await expect(run({ scenario, manager: 'streaming', over: 'sockets' })).rejects.toThrow(
      'sockets know nothing of virtual time',
    );
  });

  it('writes emissions and arrivals into one timeline, in real time too', async () => {
    const scenario = scenarioOf([wait(10), print('one'), wait(10)]);
    const clock = new RealClock();
    const { timeline } = await run({ scenario, manager: 'streaming', clock });
    const kindsOf = (events: readonly TimelineEvent[]) =>
      events.map(({ kind }) => kind).filter((kind) => kind !== 'sse-event');
    expect(kindsOf(timeline.filter(isEmission))).toEqual(['started', 'output', 'ended']);
    expect(kindsOf(timeline.filter(isArrival))).toEqual([
      'call',
      'headers',
      'first-byte',
      'message',
      'result',
      'closed',
    ]);
  });
});

function jittery(seed: number): string {
  return `
name: jittery
about: Twenty dots, never quite on time.
seed: ${seed}
script:
  - repeat: 20
    every: 1s ± 900ms
    do: [{ print: "." }]
`;
}

async function hear(options: Parameters<typeof run>[0]): Promise<readonly HeardEvent[]> {
  return heardEvents((await run(options)).timeline);
}

/** What a perfect listener hears of a scenario of whole lines: each, and then the result. */
function whatIsSaid(scenario: ScriptedScenario): readonly (readonly [number, string])[] {
  const { emissions, endsAtMs } = schedule(scenario);
  const lines = emissions.map(({ atMs, output }) => {
    const text =
      output.kind === 'output'
        ? output.text.replace(/\n$/, '')
        : `${output.message}\nr(${output.returnCode});`;
    return [atMs, text] as const;
  });
  return [...lines, [endsAtMs, lines.map(([, text]) => text).join('\n')]];
}
