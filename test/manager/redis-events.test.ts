import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { VirtualClock } from '../../src/clock/virtual-clock.ts';
import { RedisEvents, type RedisEventsOptions } from '../../src/manager/redis-events.ts';
import type { Step } from '../../src/scenario/scenario.ts';
import { createEndpoint, type Endpoint } from '../../src/testbed/endpoint.ts';
import { type Heard, heardEventsIn, openSession, readBytes } from '../docker/resuming-client.ts';
import { print, scenarioOf, wait } from '../scenario-of.ts';
import { FakeRedis, type Fault } from './fake-redis.ts';

/** How long a request may take beyond its run, whatever Redis does. */
const BOUND_MS = 30_000;

describe('a client that resumes at another replica', () => {
  it('hears what is stored there, and what is still to come, up to the answer', async () => {
    await using rig = await open(lines(6, 1000));
    const session = await rig.session();
    const heard = await rig.cutAfter(session, 2);
    const rest = rig.rest(await session.resume(rig.other.handle, heard.lastId));
    expect([...heard.texts, ...(await rig.clock.runUntil(rest))]).toEqual(everyLine(6));
    expect(rig.clock.now()).toBe(6000);
  });

  it('has whoever listened before sent away: there, and at the replica that runs it', async () => {
    await using rig = await open(lines(8, 1000));
    const session = await rig.session();
    const first = rig.rest(await session.call());
    await rig.clock.runUntil(rig.clock.sleep(1500));
    const second = rig.rest(await session.resume(rig.other.handle, '3'));
    await rig.clock.runUntil(rig.clock.sleep(2000));
    const third = rig.rest(await session.resume(rig.other.handle, '3'));
    expect(await rig.clock.runUntil(third)).toEqual(everyLine(8));
    expect((await second).length).toBeLessThan(5);
    expect((await first).length).toBeLessThan(5);
  });

  it('frees a run that waits for a dead connection of the replica that runs it', async () => {
    const steps = Array.from({ length: 60 }, (_, line) => print(`line ${line} ${'x'.repeat(1e5)}`));
    await using rig = await open(steps);
    const session = await rig.session();
    await session.call();
    await rig.clock.runUntil(rig.clock.sleep(10));
    const rest = await rig.clock.runUntil(session.resume(rig.other.handle, '3').then(rig.rest));
    expect(rest).toHaveLength(61);
    expect(rig.clock.now()).toBeLessThan(5000);
  });

  it('is told that the run is lost when its replica gives no more signs of life', async () => {
    await using rig = await open(lines(6, 60_000));
    const session = await rig.session();
    const heard = await rig.cutAfter(session, 1);
    const rest = rig.rest(await session.resume(rig.other.handle, heard.lastId));
    await rig.kill();
    expect((await rig.clock.runUntil(rest)).at(-1)).toContain('its Stata with it');
  });

  it('that reads too slowly is told which events it can’t have, in place of a jump', async () => {
    const keptMax = { events: 200, bytes: 1e9 };
    await using rig = await open([wait(1000), ...lines(1000, 0)], { keptMax });
    const session = await rig.session();
    const first = await session.call();
    await first.body?.cancel();
    const response = await session.resume(rig.other.handle, '3');
    const reader = response.body?.getReader();
    const read = await rig.clock.runUntil(
      Promise.resolve(reader?.read()).then(async (first) => {
        await rig.clock.sleep(5000);
        return first;
      }),
    );
    reader?.releaseLock();
    const rest = await rig.clock.runUntil(rig.rest(response));
    const texts = [...textsOf(heardEventsIn(read?.value ?? new Uint8Array())), ...rest];
    expect(texts.at(-1)).toMatch(
      /^error: events \d+ to \d+ of this session can't be told any more/,
    );
    expect(texts.slice(0, -1)).toEqual(everyLine(1000).slice(0, texts.length - 1));
  });

  it('keeps Redis from forgetting what it has not read, within the bound', async () => {
    await using rig = await open([wait(1000), ...lines(1000, 0)], { inMemory: { eventsMax: 150 } });
    const session = await rig.session();
    await (await session.call()).body?.cancel();
    const response = await session.resume(rig.other.handle, '3');
    const reader = response.body?.getReader();
    const read = await rig.clock.runUntil(
      Promise.resolve(reader?.read()).then(async (first) => {
        await rig.clock.sleep(5000);
        return first;
      }),
    );
    reader?.releaseLock();
    const rest = await rig.clock.runUntil(rig.rest(response));
    const texts = [...textsOf(heardEventsIn(read?.value ?? new Uint8Array())), ...rest];
    expect(texts).toEqual(everyLine(1000));
  });
});

describe('a replica whose Redis fails', () => {
  it.each<Fault>(['refuse', 'cut', 'hang', 'slow', 'lost-reply', 'nonsense'])(
    'tells its own client everything in time, and frees the session: %s',
    async (fault) => {
      await using rig = await open(lines(10, 100));
      rig.redis.faultOf = () => fault;
      const session = await rig.clock.runUntil(rig.session());
      const call = () => session.call().then(rig.rest);
      expect(await rig.clock.runUntil(call())).toEqual(everyLine(10));
      expect(await rig.clock.runUntil(call())).toEqual(everyLine(10));
      expect(rig.clock.now()).toBeLessThan(2000 + BOUND_MS);
    },
  );

  it('gives it what it missed when it is back, even if it has lost everything', async () => {
    await using rig = await open(lines(10, 1000));
    const session = await rig.session();
    const call = rig.rest(await session.call());
    await rig.clock.runUntil(rig.clock.sleep(2500));
    rig.redis.loseAll();
    rig.redis.faultOf = () => 'cut';
    await rig.clock.runUntil(rig.clock.sleep(4000));
    rig.redis.faultOf = () => 'none';
    expect(await rig.clock.runUntil(call)).toEqual(everyLine(10));
    const again = await rig.clock.runUntil(session.resume(rig.other.handle, '3').then(rig.rest));
    expect(again).toEqual(everyLine(10));
  });

  it('says so to who resumes elsewhere: 503, in a named time', async () => {
    for (const fault of ['refuse', 'cut', 'hang', 'nonsense'] as const) {
      await using rig = await open(lines(3, 100));
      const session = await rig.session();
      const heard = await rig.cutAfter(session, 1);
      rig.redis.faultOf = () => fault;
      const startedAtMs = rig.clock.now();
      const response = await rig.clock.runUntil(session.resume(rig.other.handle, heard.lastId));
      // Nonsense in place of an owner is no owner.
      expect(response.status).toBe(fault === 'nonsense' ? 404 : 503);
      expect(rig.clock.now() - startedAtMs).toBeLessThanOrEqual(2000);
    }
  });

  it('says so to who follows a run elsewhere, as the run’s answer', async () => {
    for (const fault of ['refuse', 'cut', 'hang', 'nonsense'] as const) {
      await using rig = await open(lines(3, 60_000));
      const session = await rig.session();
      await (await session.call()).body?.cancel();
      const rest = rig.rest(await session.resume(rig.other.handle, '3'));
      rig.redis.faultOf = () => fault;
      const texts = await rig.clock.runUntil(rest);
      expect(texts, fault).toEqual([
        expect.stringMatching(/^error: the events of this run can't be had/),
      ]);
      expect(rig.clock.now()).toBeLessThan(BOUND_MS);
    }
  });

  it('ends a run that is followed when Redis has lost it', async () => {
    await using rig = await open(lines(3, 60_000));
    const session = await rig.session();
    await (await session.call()).body?.cancel();
    const rest = rig.rest(await session.resume(rig.other.handle, '3'));
    await rig.clock.runUntil(rig.clock.sleep(5000));
    rig.redis.loseAll();
    expect(await rig.clock.runUntil(rest)).toEqual([expect.stringMatching(/^error: /)]);
  });

  it('isn’t opened at all, in a named time', async () => {
    const clock = new VirtualClock({ warn: () => {} });
    const redis = new FakeRedis(clock);
    for (const fault of ['refuse', 'cut', 'hang'] as const) {
      redis.faultOf = () => fault;
      const opened = RedisEvents.open({ connect: redis.connect, clock });
      await expect(clock.runUntil(opened)).rejects.toThrow();
    }
    expect(clock.now()).toBeLessThanOrEqual(2000);
  });

  it('whatever it does, and when: all events once and in order, or an error; every request ends; nothing stays busy', async () => {
    const faults: readonly Fault[] = [
      'none',
      'refuse',
      'cut',
      'hang',
      'slow',
      'lost-reply',
      'nonsense',
    ];
    const weather = fc.array(
      fc.record({ forMs: fc.integer({ min: 1, max: 8000 }), fault: fc.constantFrom(...faults) }),
      { maxLength: 6 },
    );
    const blows = fc.array(
      fc.record({
        atMs: fc.nat(1000),
        kind: fc.constantFrom('lose', 'trim', 'spoil-events', 'spoil-readers', 'kill'),
      }),
      { maxLength: 2 },
    );
    await fc.assert(
      fc.asyncProperty(
        weather,
        blows,
        fc.nat(6000),
        fc.nat(6000),
        async (spells, strokes, cutMs, awayMs) => {
          await using rig = await open(lines(10, 700));
          const session = await rig.session();
          rig.suffer(spells);
          const heard = session.call().then((response) => readFor(response, rig.clock, cutMs));
          for (const { atMs, kind } of strokes) {
            void rig.clock.sleep(atMs).then(() => rig.strike(kind));
          }
          const before = heardEventsIn(await rig.clock.runUntil(heard));
          await rig.clock.runUntil(rig.clock.sleep(awayMs));
          const lastId = before.at(-1)?.id ?? '3';
          const startedAtMs = rig.clock.now();
          const response = await rig.clock.runUntil(session.resume(rig.other.handle, lastId));
          const after = response.status === 200 ? await rig.clock.runUntil(rig.rest(response)) : [];
          expect(rig.clock.now() - startedAtMs).toBeLessThan(7000 + BOUND_MS);
          const told = [...textsOf(before), ...after];
          const isRefused = response.status !== 200;
          const said = told.filter((text) => !text.startsWith('error: '));
          expect(said).toEqual(everyLine(10).slice(0, said.length));
          expect(isRefused || told.length > said.length || said.length === 11).toBe(true);
          // Until the run is over, for which nobody has waited if nobody could.
          await rig.clock.runUntil(rig.clock.sleep(20_000));
          if (rig.isKilled()) return;
          const again = session.call().then(rig.rest);
          expect(await rig.clock.runUntil(again)).toHaveLength(11);
        },
      ),
      { numRuns: 100 },
    );
  });
});

function lines(count: number, gapMs: number): readonly Step[] {
  return Array.from({ length: count }, (_, line) => [
    ...(gapMs > 0 ? [wait(gapMs)] : []),
    print(`line ${line}`),
  ]).flat();
}

function everyLine(count: number): readonly string[] {
  return [...Array.from({ length: count }, (_, line) => `line ${line}`), 'the result'];
}

const Message = z.union([
  z.object({ params: z.object({ data: z.string() }) }).transform(({ params }) => params.data),
  z.object({ result: z.unknown() }).transform(() => 'the result'),
]);
const Failure = z.object({ error: z.object({ message: z.string() }) });

function textsOf(heard: readonly Heard[]): readonly string[] {
  return heard.flatMap(({ data }) => {
    if (data === '{}') return [];
    const json: unknown = JSON.parse(data);
    const failure = Failure.safeParse(json);
    return failure.success ? [`error: ${failure.data.error.message}`] : [Message.parse(json)];
  });
}

/** What comes in so much time; then the client hangs up. */
async function readFor(response: Response, clock: VirtualClock, ms: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  const reader = response.body?.getReader();
  void clock.sleep(ms).then(() => reader?.cancel());
  for (;;) {
    const next = await reader?.read();
    if (next === undefined || next.done) return Buffer.concat(chunks);
    chunks.push(next.value);
  }
}

/** Two replicas with nothing in common but a Redis in which everything can go wrong. */
async function open(steps: readonly Step[], options: Partial<RedisEventsOptions> = {}) {
  const clock = new VirtualClock({ warn: () => {} });
  const redis = new FakeRedis(clock);
  const scenario = scenarioOf(steps);
  const replica = async (): Promise<{ endpoint: Endpoint; sharedEvents: RedisEvents }> => {
    const sharedEvents = await RedisEvents.open({ connect: redis.connect, clock, ...options });
    const sessions = { sharedEvents, keepAliveMs: 0 };
    return {
      sharedEvents,
      endpoint: createEndpoint({ scenario, manager: 'streaming', clock, sessions }),
    };
  };
  const [one, other] = [await replica(), await replica()];
  let isKilled = false;
  const kill = async (): Promise<void> => {
    if (isKilled) return;
    isKilled = true;
    await one.sharedEvents[Symbol.asyncDispose]();
    await one.endpoint[Symbol.asyncDispose]();
  };
  const rest = async (response: Response) =>
    textsOf(heardEventsIn(await readBytes(response, Infinity)));
  return {
    clock,
    redis,
    other: other.endpoint,
    kill,
    isKilled: () => isKilled,
    rest,
    session: () => openSession(one.endpoint.handle),
    cutAfter: async (session: Awaited<ReturnType<typeof openSession>>, count: number) => {
      const response = await session.call();
      const reading = readBytes(response, 240 * count);
      const heard = heardEventsIn(await clock.runUntil(reading));
      return { lastId: heard.at(-1)?.id ?? '', texts: textsOf(heard) };
    },
    /** One fault after the other; then all is well again. */
    suffer: (spells: readonly { readonly forMs: number; readonly fault: Fault }[]) => {
      const startMs = clock.now();
      redis.faultOf = () => {
        let leftMs = clock.now() - startMs;
        for (const { forMs, fault } of spells) {
          if (leftMs < forMs) return fault;
          leftMs -= forMs;
        }
        return 'none';
      };
    },
    strike: (kind: 'lose' | 'trim' | 'spoil-events' | 'spoil-readers' | 'kill') => {
      if (kind === 'lose') redis.loseAll();
      if (kind === 'trim') redis.trimTo(2);
      if (kind === 'spoil-events') for (const key of redis.keysOf(':events')) redis.spoil(key);
      if (kind === 'spoil-readers') for (const key of redis.keysOf(':readers')) redis.spoil(key);
      if (kind === 'kill') void kill();
    },
    [Symbol.asyncDispose]: async () => {
      redis.faultOf = () => 'none';
      const all = [one.sharedEvents, other.sharedEvents, one.endpoint, other.endpoint];
      await clock.runUntil(Promise.all(all.map((each) => each[Symbol.asyncDispose]())));
    },
  };
}
