import { GenericContainer, Network, type StartedNetwork } from 'testcontainers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  FakeStataContainer,
  type StartedFakeStataContainer,
} from '../../src/kit/testcontainers.ts';
import { createDraw } from '../../src/scenario/draw.ts';
import { heardEventsIn, openSession, readBytes } from './resuming-client.ts';
import { describeContainers, IMAGE } from './rig.ts';

const CUTS = 100;

/** A request over a socket. */
const send = (request: Request): Promise<Response> => fetch(request);

describeContainers('replicas', () => {
  const owned = new AsyncDisposableStack();
  let network: StartedNetwork;
  beforeAll(async () => {
    network = await new Network().start();
    owned.defer(async () => void (await network.stop()));
    const redis = new GenericContainer('redis:7')
      .withCommand(['redis-server', '--protected-mode', 'no', '--save', ''])
      .withExposedPorts(6379)
      .withNetwork(network)
      .withNetworkAliases('redis');
    owned.use(await redis.start());
  }, 60_000);
  afterAll(() => owned.disposeAsync());

  it('a replica killed with -9 loses and doubles nothing, cut at 100 points, and its runs end in an error', {
    timeout: 90_000,
  }, async () => {
    const replica = (): Promise<StartedFakeStataContainer> =>
      new FakeStataContainer(IMAGE)
        .withScenario('trickle')
        .withRedis('redis://redis:6379')
        .withMaxSessions(2 * CUTS)
        .withNetwork(network)
        .withAutoRemove(false)
        .start();
    const [victim, survivor] = await Promise.all([replica(), replica()]);
    owned.use(survivor);
    owned.use(victim);
    // Each at a point of its own: some stop reading early, the others are read when the end comes.
    const draw = createDraw(9);
    const starts = Array.from({ length: CUTS }, () => draw({ baseMs: 750, jitterMs: 750 }));
    const sessions = await Promise.all(
      starts.map(async (startMs) => {
        const session = await openSession(send, victim.mcpUrl);
        await new Promise((resolve) => setTimeout(resolve, startMs));
        const spoken = Promise.withResolvers<void>();
        const onBytes = (bytes: Uint8Array): void => {
          // The first event is empty, and says only where the stream begins.
          if (heardEventsIn(bytes).length > 1) spoken.resolve();
        };
        const before = session.call().then((response) => readBytes(response, Infinity, onBytes));
        await spoken.promise;
        return { session, before };
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, 700));
    await victim.kill();
    let cutShort = 0;
    await Promise.all(
      sessions.map(async ({ session, before }) => {
        const heard = heardEventsIn(await before.catch(() => new Uint8Array()));
        const last = heard.at(-1)?.id;
        if (last === undefined) return;
        const rest = await session.resume(send, last, survivor.mcpUrl);
        const events = [...heard, ...heardEventsIn(await readBytes(rest, Infinity))];
        const numbers = events.map(({ id }) => Number(id));
        // Event ids of a session count up, so a gap or a repetition would show.
        const first = numbers[0] ?? 0;
        const { error } = JSON.parse(events.at(-1)?.data ?? '{}');
        expect(error?.message).toContain('its Stata with it');
        const said = numbers.slice(0, -1);
        expect(said).toEqual(said.map((_, index) => first + index));
        cutShort += 1;
      }),
    );
    expect(cutShort).toBe(CUTS);
  });
});
