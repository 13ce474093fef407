import { getContainerRuntimeClient } from 'testcontainers';
import { RealClock } from '../../../src/clock/real-clock.ts';
import { FakeStataContainer } from '../../../src/kit/testcontainers.ts';
import { OwnNetwork } from '../own-network.ts';
import { pause } from '../pause.ts';
import { RunningProxy } from '../proxies/running-proxy.ts';
import { TOXIPROXY } from '../proxies/settings.ts';
import type { Fault } from './settings.ts';

const PORT = 4000;

/** A server, or a way to one, to which something can happen, again and again. */
export interface Victim extends AsyncDisposable {
  readonly url: string;
  /** Lets it happen; resolves when it is over, and the server can be reached again. */
  befall(): Promise<void>;
}

/**
 * Starts what a fault happens to: a container of this project's image, or a proxy.
 *
 * @param server - the port of the server behind the proxy, on this machine
 */
export async function startVictim(image: string, fault: Fault, server: string): Promise<Victim> {
  return fault.kind === 'toxic'
    ? await startProxy(fault, server)
    : await startContainer(image, fault);
}

async function startProxy(
  fault: Extract<Fault, { kind: 'toxic' }>,
  server: string,
): Promise<Victim> {
  const proxy = await RunningProxy.start(TOXIPROXY, server);
  return {
    url: proxy.url,
    befall: async () => {
      await proxy.add(fault.toxic);
      await new RealClock().sleep(fault.lastsMs);
      await proxy.remove();
    },
    [Symbol.asyncDispose]: () => proxy[Symbol.asyncDispose](),
  };
}

async function startContainer(
  image: string,
  fault: Exclude<Fault, { kind: 'toxic' }>,
): Promise<Victim> {
  await using stack = new AsyncDisposableStack();
  const network = stack.use(await OwnNetwork.create());
  const stata = stack.use(
    await new FakeStataContainer(image)
      .withScenario('real-code')
      .withMaxSessions(1000)
      .withAllowedHosts(network.address)
      // An engine can’t always freeze what it has just begun to run.
      .withHealthCheck({ test: ['CMD', 'true'], interval: 600_000 })
      .withAutoRemove(false)
      .start(),
  );
  const id = stata.getId();
  await network.connect(id, PORT);
  const { container } = await getContainerRuntimeClient();
  const engine = container.getById(id);
  const clock = new RealClock();
  const befall = async (): Promise<void> => {
    if (fault.kind === 'kill') {
      await engine.kill();
      await engine.wait();
      await engine.start();
      await network.reached(PORT);
    } else if (fault.kind === 'pause') {
      await pause(stata);
      await clock.sleep(fault.lastsMs);
      await stata.unpause();
    } else {
      await network.disconnect(id);
      await clock.sleep(fault.lastsMs);
      await network.connect(id, PORT);
    }
  };
  const all = stack.move();
  return {
    url: `http://${network.address}:${PORT}`,
    befall,
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}
