import { RealClock } from '../clock/real-clock.ts';
import type { RedisConnection } from '../manager/redis-connection.ts';
import { RedisEvents } from '../manager/redis-events.ts';
import { UsageError } from './usage-error.ts';

/** How long Redis may take to answer the phone, in milliseconds. */
const CONNECT_MAX_MS = 3000;

/**
 * Events shared through the Redis at a URL.
 *
 * @throws UsageError when its client isn't installed, or Redis can't be reached or doesn't answer within
 *   two seconds. It never shows more of the URL than the host.
 */
export async function openRedisEvents(url: string): Promise<RedisEvents> {
  const host = hostOf(url);
  // Real time, whatever the speed that Stata plays at.
  const clock = new RealClock();
  const { createClient } = await import('@redis/client').catch((cause: unknown) => {
    throw new UsageError('--redis needs the package @redis/client: install it', { cause });
  });
  const connect = async (): Promise<RedisConnection> => {
    // Whoever asks is told at once that there is no connection, and opens another.
    const socket = { connectTimeout: CONNECT_MAX_MS, reconnectStrategy: false } as const;
    const client = createClient({ url, socket, RESP: 2, disableOfflineQueue: true });
    // Whoever waits for a reply is told of it; without a listener it would end the process.
    client.on('error', () => {});
    const destroy = (): void => {
      if (client.isOpen) client.destroy();
    };
    const opened = new AbortController();
    // Nobody waits longer; and what is never answered mustn't stay open.
    clock.sleep(CONNECT_MAX_MS, opened.signal).then(destroy, () => {});
    try {
      await client.connect();
    } finally {
      opened.abort('opened');
    }
    return { sendCommand: (args) => client.sendCommand([...args]), destroy };
  };
  try {
    return await RedisEvents.open({ connect, clock });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`cannot reach Redis at ${host}: ${why}`, { cause });
  }
}

/** What of a URL can be shown: it may have a password in it. */
function hostOf(url: string): string {
  const parsed = URL.parse(url);
  const isRedis = parsed !== null && ['redis:', 'rediss:'].includes(parsed.protocol);
  // A password that isn't escaped ends the host early, and the rest of it would pass for a path.
  const isWhole = isRedis && !`${parsed.pathname}${parsed.search}${parsed.hash}`.includes('@');
  if (isWhole && parsed.host !== '') return parsed.host;
  throw new UsageError(
    '--redis takes a URL such as redis://host:6379 or rediss://:password@host:6379/0, in which what a password has ' +
      'of @ : / ? # % is escaped (%40 for @)',
  );
}
