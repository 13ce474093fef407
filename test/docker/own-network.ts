import { getContainerRuntimeClient } from 'testcontainers';
import { RealClock } from '../../src/clock/real-clock.ts';

type Engine = Awaited<ReturnType<typeof getContainerRuntimeClient>>['container']['dockerode'];
type Network = Awaited<ReturnType<Engine['createNetwork']>>;

/** How long it is until a container can be reached again, in milliseconds; then something is wrong. */
const REACHED_MAX_MS = 20_000;

/**
 * A network on which one container has the same address each time that it comes back to it, so that its
 * connections outlive its absence. This machine must be the engine's own.
 */
export class OwnNetwork implements AsyncDisposable {
  readonly address: string;
  readonly #network: Network;

  private constructor(network: Network, address: string) {
    this.#network = network;
    this.address = address;
  }

  static async create(): Promise<OwnNetwork> {
    const { container } = await getContainerRuntimeClient();
    const engine = container.dockerode;
    for (;;) {
      // Only in a subnet that was asked for may an address be asked for. Which one is free the engine knows.
      const found = await engine.createNetwork({ Name: newName() });
      const subnet = await subnetOf(found);
      await found.remove();
      const network = await engine
        .createNetwork({ Name: newName(), IPAM: { Config: [{ Subnet: subnet }] } })
        .catch((error: Error) => {
          // Somebody else's since.
          if (error.message.includes('overlaps')) return undefined;
          throw error;
        });
      if (network !== undefined) return new OwnNetwork(network, addressIn(subnet));
    }
  }

  /**
   * Puts a container on it.
   *
   * @param port - is answered when it is there
   */
  async connect(container: string, port: number): Promise<void> {
    const EndpointConfig = { IPAMConfig: { IPv4Address: this.address } };
    await this.#network.connect({ Container: container, EndpointConfig });
    await this.reached(port);
  }

  async disconnect(container: string): Promise<void> {
    await this.#network.disconnect({ Container: container, Force: true });
  }

  /** Waits until a port is answered: a bridge looks at what is plugged into it now and then only. */
  async reached(port: number): Promise<void> {
    const clock = new RealClock();
    for (;;) {
      const there = await fetch(`http://${this.address}:${port}/health`, {
        signal: AbortSignal.timeout(500),
      }).catch(() => undefined);
      if (there !== undefined) return;
      if (clock.now() > REACHED_MAX_MS) throw new Error(`${this.address} is not reached`);
      await clock.sleep(20);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#network.remove();
  }
}

let made = 0;

function newName(): string {
  made += 1;
  return `fake-stata-${process.pid}-${made}`;
}

async function subnetOf(network: Network): Promise<string> {
  const { IPAM } = await network.inspect();
  const subnet = IPAM?.Config?.[0]?.Subnet;
  if (subnet === undefined) throw new Error('the engine gave a network no subnet');
  return subnet;
}

/** Some address of it that isn't the engine's own, which is the first one. */
function addressIn(subnet: string): string {
  const [network = ''] = subnet.split('/');
  return network.replace(/\d+$/, (last) => String(Number(last) + 9));
}
