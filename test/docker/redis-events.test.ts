import { createClient } from '@redis/client';
import { GenericContainer } from 'testcontainers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { RealClock } from '../../src/clock/real-clock.ts';
import type { RedisConnection } from '../../src/manager/redis-connection.ts';
import { RedisEvents } from '../../src/manager/redis-events.ts';
import { createDraw } from '../../src/scenario/draw.ts';
import { createEndpoint, type Endpoint } from '../../src/testbed/endpoint.ts';
import { print, scenarioOf, wait } from '../scenario-of.ts';
import { type Heard, heardEventsIn, openSession, readBytes } from './resuming-client.ts';
import { describeContainers, urlOf } from './rig.ts';

const LINES = 12;
const CUTS = 100;
const scenario = scenarioOf(
  Array.from({ length: LINES }, (_, line) => [wait(20), print(`line ${line} äöü`)]).flat(),
);
const EXPECTED = [...Array.from({ length: LINES }, (_, line) => `line ${line} äöü`), 'the result'];

describeContainers('events shared through Redis', () => {
  const owned = new AsyncDisposableStack();
  let url = '';
  beforeAll(async () => {
    const redis = await new GenericContainer('redis:7')
      .withCommand(['redis-server', '--protected-mode', 'no', '--save', ''])
      .withExposedPorts(6379)
      .start();
    owned.use(redis);
    url = urlOf(redis, 6379).replace('http:', 'redis:');
  }, 60_000);
  afterAll(() => owned.disposeAsync());

  async function connect(): Promise<RedisConnection> {
    const client = createClient({ url, RESP: 2 });
    client.on('error', () => {});
    await client.connect();
    return {
      sendCommand: (args) => client.sendCommand([...args]),
      destroy: () => client.destroy(),
    };
  }

  /** Two replicas in this process, with nothing in common but Redis. */
  async function replicas(stack: AsyncDisposableStack): Promise<readonly [Endpoint, Endpoint]> {
    const open = async (): Promise<Endpoint> => {
      const clock = new RealClock();
      const sharedEvents = stack.use(await RedisEvents.open({ connect, clock, leaseMs: 600 }));
      const sessions = { sharedEvents, sessionsMax: 2 * CUTS };
      return stack.use(createEndpoint({ scenario, manager: 'streaming', clock, sessions }));
    };
    return [await open(), await open()];
  }

  it('a client cut off at any byte loses and doubles nothing at another replica', {
    timeout: 60_000,
  }, async () => {
    await using stack = new AsyncDisposableStack();
    const [one, other] = await replicas(stack);
    const draw = createDraw(7);
    const cuts = Array.from(
      { length: CUTS },
      () => draw({ baseMs: 5000, jitterMs: 5000 }) / 10_000,
    );
    const whole = (await readBytes(await (await openSession(one.handle)).call(), Infinity)).length;
    let resumed = 0;
    await Promise.all(
      cuts.map(async (cut) => {
        const session = await openSession(one.handle);
        const before = heardEventsIn(
          await readBytes(await session.call(), Math.floor(cut * whole)),
        );
        const last = before.at(-1)?.id;
        if (last === undefined) return; // Nothing heard, nothing to resume from.
        const rest = await session.resume(other.handle, last);
        const after = rest.status === 200 ? heardEventsIn(await readBytes(rest, Infinity)) : [];
        resumed += 1;
        expect(
          textsOf([...before, ...after]),
          JSON.stringify([rest.status, before.slice(-2), after]),
        ).toEqual(EXPECTED);
      }),
    );
    expect(resumed).toBeGreaterThan(CUTS * 0.8);
  });

  it('what isn’t resuming, or not of a session that there is, is nobody’s', async () => {
    await using stack = new AsyncDisposableStack();
    const [one, other] = await replicas(stack);
    const session = await openSession(one.handle);
    await readBytes(await session.call(), Infinity);
    expect((await session.call(other.handle)).status).toBe(404);
    expect((await session.resume(other.handle, '999')).status).toBe(400);
    expect((await session.resume(other.handle, 'nonsense')).status).toBe(400);
    await session.end();
    expect((await session.resume(other.handle, '3')).status).toBe(404);
  });
});

/** The lines that were heard, and the result as one more. */
function textsOf(events: readonly Heard[]): readonly string[] {
  return events.flatMap(({ data }) => {
    const { method, params, result } = JSON.parse(data);
    if (result !== undefined) return ['the result'];
    return method === 'notifications/message' ? [params.data] : [];
  });
}
