import { Network } from 'testcontainers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  brokenIn,
  describeContainers,
  judged,
  linesOf,
  nginx,
  stataContainer,
  urlOf,
} from './rig.ts';

const GZIP = { 'accept-encoding': 'gzip' };

/** What is between client and server, what the client accepts, and which rules that breaks. */
const HOPS = [
  ['direct', null, {}, ''],
  ['buffering off', 'buffering-off.conf', {}, ''],
  ['buffering off, gzip accepted', 'buffering-off.conf', GZIP, ''],
  ['buffering on', 'buffering-on.conf', {}, 'Z02 Z03'],
  ['gzip', 'gzip.conf', {}, ''],
  ['gzip, and accepted', 'gzip.conf', GZIP, 'Z02 Z03'],
] as const;

describeContainers('one server, seen directly and through nginx', () => {
  const owned = new AsyncDisposableStack();
  const urls = new Map<string | null, string>();

  beforeAll(async () => {
    const network = await new Network().start();
    owned.defer(async () => void (await network.stop()));
    const server = await stataContainer().withNetwork(network).withNetworkAliases('server').start();
    owned.use(server);
    urls.set(null, server.url);
    await Promise.all(
      ['buffering-off.conf', 'buffering-on.conf', 'gzip.conf'].map(async (file) => {
        const proxy = await (await nginx(file)).withNetwork(network).start();
        owned.use(proxy);
        urls.set(file, urlOf(proxy, 80));
      }),
    );
  }, 60_000);
  afterAll(() => owned.disposeAsync());

  it.concurrent.each(HOPS)('%s', { timeout: 60_000 }, async (_, file, headers, broken) => {
    const verdicts = await judged(`${urls.get(file)}/mcp-streamable`, { headers });
    expect(brokenIn(verdicts), linesOf(verdicts)).toBe(broken);
    expect(
      verdicts.filter(({ outcome }) => outcome === 'cannot-tell'),
      linesOf(verdicts),
    ).toEqual([]);
  });
});
