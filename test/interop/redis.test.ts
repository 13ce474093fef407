import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createClient } from '@redis/client';
import { describe, expect, it } from 'vitest';
import { openRedisEvents } from '../../src/cli/redis.ts';
import { RealClock } from '../../src/clock/real-clock.ts';
import { createEndpoint, type Endpoint } from '../../src/testbed/endpoint.ts';
import { heardEventsIn, openSession, readBytes } from '../docker/resuming-client.ts';
import { print, scenarioOf, wait } from '../scenario-of.ts';

const isInstalled = spawnSync('redis-server', ['--version']).status === 0;
if (!isInstalled) {
  process.stdout.write('skipped: a real Redis; apt-get install redis-server\n');
}

const LINES = 20;
const SCENARIO = scenarioOf(
  Array.from({ length: LINES }, (_, line) => [wait(150), print(`line ${line}`)]).flat(),
);
const EVERYTHING = [...Array.from({ length: LINES }, (_, line) => `line ${line}`), 'the result'];

describe('a real Redis', { skip: !isInstalled, concurrent: true }, () => {
  it('gives a client at another replica every event once, in order', async () => {
    await using rig = await open();
    const session = await openSession(rig.one.handle);
    await (await session.call()).body?.cancel();
    const resumed = await session.resume(rig.other.handle, '3');
    expect(textsOf(await readBytes(resumed, Infinity))).toEqual(EVERYTHING);
  });

  it.each([
    ['that is full', (redis: Redis) => redis.ask('CONFIG', 'SET', 'maxmemory', '1mb')],
    ['that stands still', async (redis: Redis) => void redis.signal('SIGSTOP')],
    ['that is killed', async (redis: Redis) => void redis.signal('SIGKILL')],
    ['whose keys are of a wrong type', (redis: Redis) => redis.spoil()],
    ['that has lost everything', (redis: Redis) => redis.ask('FLUSHALL')],
  ])(
    '%s costs a client nothing at the replica that runs it, and the session is free',
    async (_, harm) => {
      await using rig = await open();
      const session = await openSession(rig.one.handle);
      const call = session.call().then((response) => readBytes(response, Infinity));
      await rig.clock.sleep(500);
      await harm(rig.redis);
      expect(textsOf(await call)).toEqual(EVERYTHING);
      const again = await readBytes(await session.call(), Infinity);
      expect(textsOf(again)).toEqual(EVERYTHING);
    },
  );

  it.each([
    ['full', (redis: Redis) => redis.ask('CONFIG', 'SET', 'maxmemory', '1mb')],
    ['standing still', async (redis: Redis) => void redis.signal('SIGSTOP')],
    ['killed', async (redis: Redis) => void redis.signal('SIGKILL')],
    ['spoiled', (redis: Redis) => redis.spoil()],
  ])('%s, it leaves no client at another replica without an answer', async (_, harm) => {
    await using rig = await open();
    const session = await openSession(rig.one.handle);
    await (await session.call()).body?.cancel();
    const follow = session.resume(rig.other.handle, '3').then((each) => readBytes(each, Infinity));
    await rig.clock.sleep(500);
    await harm(rig.redis);
    const texts = textsOf(await follow);
    const said = texts.filter((text) => !text.startsWith('error: '));
    expect(said).toEqual(EVERYTHING.slice(0, said.length));
    expect(texts.at(-1)).toMatch(/^error: |^the result$/);
    const later = await session.resume(rig.other.handle, '3');
    expect([200, 400, 503]).toContain(later.status);
    await later.body?.cancel();
  });
});

function textsOf(bytes: Uint8Array): readonly string[] {
  return heardEventsIn(bytes).flatMap(({ data }) => {
    const { method, params, result, error } = JSON.parse(data);
    if (error !== undefined) return [`error: ${error.message}`];
    if (result !== undefined) return ['the result'];
    return method === 'notifications/message' ? [params.data] : [];
  });
}

interface Redis extends AsyncDisposable {
  readonly url: string;
  signal(signal: NodeJS.Signals): boolean;
  ask(...command: readonly string[]): Promise<void>;
  /** Puts a text in place of each stream. */
  spoil(): Promise<void>;
}

async function startRedis(): Promise<Redis> {
  const port = await freePort();
  const where = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const child = spawn('redis-server', [...where, '--maxmemory-policy', 'noeviction'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  for await (const text of child.stdout) if (String(text).includes('Ready to accept')) break;
  child.stdout.destroy();
  const url = `redis://127.0.0.1:${port}`;
  const client = createClient({ url, RESP: 2 });
  client.on('error', () => {});
  await client.connect();
  const ask = async (...command: readonly string[]): Promise<void> => {
    await client.sendCommand([...command]);
  };
  return {
    url,
    ask,
    signal: (signal) => child.kill(signal),
    spoil: async () => {
      for (const key of await client.keys('*:events')) await ask('SET', key, 'spoiled');
    },
    [Symbol.asyncDispose]: async () => {
      client.destroy();
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
    },
  };
}

async function freePort(): Promise<number> {
  await using server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('there is no port');
  return address.port;
}

/** Two replicas in this process, with nothing in common but a Redis. */
async function open() {
  const stack = new AsyncDisposableStack();
  const redis = stack.use(await startRedis());
  const clock = new RealClock();
  const replica = async (): Promise<Endpoint> => {
    const sharedEvents = stack.use(await openRedisEvents(redis.url));
    return stack.use(
      createEndpoint({
        scenario: SCENARIO,
        manager: 'streaming',
        clock,
        sessions: { sharedEvents },
      }),
    );
  };
  const [one, other] = [await replica(), await replica()];
  return { redis, clock, one, other, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}
