import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../src/clock/virtual-clock.ts';
import { StataSessions, type StataSessionsOptions } from '../../src/server/stata-sessions.ts';
import { ScriptedStata } from '../../src/stata/session/scripted-stata.ts';
import type { StataOutput } from '../../src/timeline/emission.ts';
import { print, scenarioOf, wait } from '../scenario-of.ts';
import { atTimes } from './at-times.ts';

const HOUR_MS = 3_600_000;
const NEVER = new AbortController().signal;

describe('StataSessions', () => {
  it('runs one thing at a time in a session, and waits a second for its turn', async () => {
    const { sessions, clock, run } = setUp(scenarioOf([wait(900), print('one')]));
    const both = [run('default'), run('default')];
    expect(await clock.runUntil(Promise.all(both))).toEqual([['900 one'], ['1800 one']]);
    expect(sessions.running()).toEqual([]);
  });

  it.each([
    [0, '1.0s'],
    [500, '1.5s'],
    [2600, '3.6s'],
  ])('gives up after a second: begun %i ms later', async (laterMs, busyFor) => {
    const { clock, run } = setUp(scenarioOf([wait(9000)]));
    void run('default');
    const second = clock.sleep(laterMs).then(() => run('default'));
    const refusal = `Session busy: default (${busyFor})`;
    await expect(clock.runUntil(second)).rejects.toThrow(refusal);
    expect(clock.now()).toBe(laterMs + 1000);
  });

  it('lets those who wait in, one after the other', async () => {
    const { clock, run } = setUp(scenarioOf([wait(300), print('one')]));
    const all = [1, 2, 3].map(() => run('default'));
    expect(await clock.runUntil(Promise.all(all))).toEqual([['300 one'], ['600 one'], ['900 one']]);
  });

  it('goes on with the new session when the one it waited for was replaced', async () => {
    const { sessions, clock, run } = setUp(scenarioOf([wait(9000), print('one')]));
    const first = run('default');
    const second = clock.sleep(100).then(() => run('default'));
    void clock.sleep(500).then(() => sessions.restart());
    void clock.sleep(2000).then(() => sessions.stop('default'));
    expect(await clock.runUntil(Promise.all([first, second]))).toEqual([
      ['500 --Break--'],
      ['2000 --Break--'],
    ]);
  });

  it('is free again when a listener has gone, or Stata has thrown', async () => {
    const { sessions, clock } = setUp(scenarioOf([print('one'), wait(9000)]));
    for await (const _output of sessions.run('', { name: 'x', signal: NEVER })) break;
    expect(sessions.running()).toEqual([]);
    const broken = new StataSessions({
      clock,
      createStata: () => ({
        // biome-ignore lint/correctness/useYield: a Stata that fails before it says anything
        run: async function* () {
          throw new Error('the rig is broken');
        },
      }),
    });
    const next = broken.run('', { name: 'x', signal: NEVER }).next();
    await expect(next).rejects.toThrow('the rig is broken');
    expect(broken.running()).toEqual([]);
  });

  it('tells what runs, the longest first', async () => {
    const { sessions, clock, run } = setUp(scenarioOf([wait(9000)]));
    void run('b');
    void clock.sleep(2000).then(() => run('a'));
    await clock.runUntil(clock.sleep(5000));
    sessions.stop('a');
    expect(sessions.running()).toEqual([
      { sessionId: 'b', name: 'x', forMs: 5000, isStopped: false },
      { sessionId: 'a', name: 'x', forMs: 3000, isStopped: true },
    ]);
  });

  it('presses Break when the time is up, and says so', async () => {
    const { sessions, clock } = setUp(scenarioOf([wait(9000)]));
    const timeouts: number[] = [];
    const options = {
      name: 'x',
      signal: NEVER,
      breakAfterMs: 4000,
      onTimeout: () => timeouts.push(clock.now()),
    };
    const outputs = await atTimes(clock, sessions.run('', options));
    expect(outputs).toMatchObject([
      [4000, { kind: 'error', message: '--Break--' }],
      [4000, { kind: 'ended', returnCode: 1 }],
    ]);
    expect(timeouts).toEqual([4000]);
    await clock.runUntil(clock.sleep(60_000));
    expect(timeouts).toEqual([4000]);
  });

  it('forgets a session that nobody has used for an hour, but not the default one', async () => {
    const { sessions, clock, run } = setUp(scenarioOf([wait(1000)]));
    await clock.runUntil(run('a'));
    const id = sessions.create();
    await clock.runUntil(clock.sleep(HOUR_MS));
    expect(sessions.list().map((each) => each.session_id)).toEqual(['default', 'a', id]);
    await clock.runUntil(clock.sleep(1));
    expect(sessions.list().map((each) => each.session_id)).toEqual(['default']);
  });

  it('never forgets one that is busy', async () => {
    const { sessions, clock, run } = setUp(scenarioOf([wait(3 * HOUR_MS)]));
    void run('a');
    await clock.runUntil(clock.sleep(2 * HOUR_MS));
    expect(sessions.get('a')).toMatchObject({ is_busy: true });
  });

  it('stops everything when it is closed', async () => {
    const { sessions, clock, run } = setUp(scenarioOf([wait(9000)]));
    const runs = ['a', 'b'].map(run);
    void clock.sleep(100).then(() => sessions.close());
    expect(await clock.runUntil(Promise.all(runs))).toEqual([['100 --Break--'], ['100 --Break--']]);
  });

  it('lets nothing of one session be heard in another, and none wait for another', async () => {
    const plan = fc.array(
      fc.record({ id: fc.constantFrom('a', 'b', 'c'), atMs: fc.nat(5000), ms: fc.nat(3000) }),
      { minLength: 1, maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(plan, async (planned) => {
        const clock = new VirtualClock();
        let made = 0;
        const sessions = new StataSessions({ clock, createStata: () => echoing(clock, made++) });
        const whose = new Map<string, Set<string>>();
        const one = async ({ id, atMs, ms }: { id: string; atMs: number; ms: number }) => {
          await clock.sleep(atMs);
          const alone = planned.filter((other) => other.id === id).length === 1;
          const options = { name: id, sessionId: id, signal: NEVER };
          try {
            for await (const output of sessions.run(String(ms), options)) {
              if (output.kind !== 'output') continue;
              const [stata = '', code] = output.text.trim().split(' ');
              expect(code).toBe(String(ms));
              whose.set(id, (whose.get(id) ?? new Set()).add(stata));
            }
            if (alone) expect(clock.now()).toBe(atMs + ms);
          } catch (error) {
            expect(String(error)).toMatch(new RegExp(`^Refusal: Session busy: ${id} `));
            expect(alone).toBe(false);
          }
        };
        await clock.runUntil(Promise.all(planned.map(one)));
        const statas = [...whose.values()].flatMap((each) => [...each]);
        expect(new Set(statas).size).toBe(statas.length);
        expect(statas).toHaveLength(whose.size);
      }),
      { numRuns: 60 },
    );
  });
});

/** A Stata that works for as many milliseconds as its code says, and says which one it is. */
function echoing(clock: VirtualClock, number: number) {
  return {
    async *run(code: string): AsyncGenerator<StataOutput, void, void> {
      yield { kind: 'output', text: `${number} ${code}\n` };
      await clock.sleep(Number(code));
      yield { kind: 'output', text: `${number} ${code}\n` };
      yield { kind: 'ended', returnCode: 0 };
    },
  };
}

function setUp(scenario: ReturnType<typeof scenarioOf>, options?: Partial<StataSessionsOptions>) {
  const clock = new VirtualClock();
  const createStata = () => new ScriptedStata({ scenario, clock });
  const sessions = new StataSessions({ createStata, clock, ...options });
  const run = async (sessionId: string): Promise<readonly string[]> => {
    const heard: string[] = [];
    for await (const output of sessions.run('', { name: 'x', sessionId, signal: NEVER })) {
      if (output.kind === 'output') heard.push(`${clock.now()} ${output.text.trim()}`);
      if (output.kind === 'error') heard.push(`${clock.now()} ${output.message}`);
    }
    return heard;
  };
  return { clock, sessions, run };
}
