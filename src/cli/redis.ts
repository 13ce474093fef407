import { RealClock } from '../clock/real-clock.ts';
import type { RedisConnection } from '../manager/redis-connection.ts';
import { RedisEvents } from '../manager/redis-events.ts';
import { UsageError } from './usage-error.ts';

/** How long Redis may take to answer the phone, in milliseconds. */
const CONNECT_MAX_MS = 3000;

/**
 * Events shared through the Redis at a URL.
 *
 * @throws UsageError when its client isn't installed, or it can't be reached
 */
export async function openRedisEvents(url: string): Promise<RedisEvents> {
  const { createClient } = await import('@redis/client').catch((cause: unknown) => {
    throw new UsageError('--redis needs the package @redis/client: install it', { cause });
  });
  const connect = async (): Promise<RedisConnection> => {
    let wasConnected = false;
    // A Redis that is away comes back; one that never was there is a slip of the pen.
    const reconnectStrategy = (tries: number) => wasConnected && Math.min(50 * tries, 1000);
    const socket = { connectTimeout: CONNECT_MAX_MS, reconnectStrategy };
    const client = createClient({ url, socket, RESP: 2 });
    // Whoever waits for a reply is told of it; without a listener it would end the process.
    client.on('error', () => {});
    await client.connect();
    wasConnected = true;
    return {
      sendCommand: (args) => client.sendCommand([...args]),
      destroy: () => client.destroy(),
    };
  };
  try {
    // Real time, whatever the speed that Stata plays at.
    return await RedisEvents.open({ connect, clock: new RealClock() });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`cannot reach Redis at ${URL.parse(url)?.host ?? url}: ${why}`, { cause });
  }
}
