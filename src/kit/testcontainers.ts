import { isIPv6 } from 'node:net';
import {
  AbstractStartedContainer,
  GenericContainer,
  getContainerRuntimeClient,
  Wait,
} from 'testcontainers';
import type { ManagerName } from '../manager/managers.ts';
import type { ReaderName } from '../scenario/scenario.ts';
import type { ProfileName } from '../server/profile.ts';
import type { Emission } from '../timeline/emission.ts';
import { parseTrace } from '../timeline/parse-trace.ts';

const PORT = 4000;
/** Where the container's server writes down what its Stata says. */
const TRACE_FILE = '/tmp/trace.jsonl';

/**
 * `fake-stata serve` in a container, in the style of Testcontainers' modules. It has no capabilities
 * and can write nowhere but in `/tmp`.
 *
 * @example
 * ```ts
 * await using stata = await new FakeStataContainer('fake-stata')
 *   .withScenario('two-eight-twelve')
 *   .withManager('buffered')
 *   .start();
 * await client.connect(new StreamableHTTPClientTransport(new URL(stata.mcpUrl)));
 * ```
 */
export class FakeStataContainer extends GenericContainer {
  readonly #flags = new Map<string, string>([
    ['--host', '0.0.0.0'],
    ['--port', String(PORT)],
    ['--trace', TRACE_FILE],
  ]);
  readonly #hosts: string[] = [];

  /** @param image - as built from `docker/Dockerfile` of this project */
  constructor(image: string) {
    super(image);
    this.withExposedPorts(PORT)
      .withDroppedCapabilities('ALL')
      .withSecurityOpt('no-new-privileges')
      .withTmpFs({ '/tmp': 'rw,mode=1777' })
      .withWaitStrategy(Wait.forHttp('/health', PORT));
    this.hostConfig.ReadonlyRootfs = true;
  }

  /** What Stata does: the name of a scenario that comes with the package; default: it runs the code. */
  withScenario(name: string): this {
    return this.#with('--scenario', name);
  }

  /** What stands between the transport and the response; default `streaming`. */
  withManager(manager: ManagerName): this {
    return this.#with('--manager', manager);
  }

  /** How the server reads Stata; default: as the scenario says. */
  withReader(reader: ReaderName): this {
    return this.#with('--reader', reader);
  }

  /** Whose surface it has; default `fake-stata`. */
  withProfile(profile: ProfileName): this {
    return this.#with('--as', profile);
  }

  /** How many times faster than real time; default 1. */
  withSpeed(factor: number): this {
    return this.#with('--speed', String(factor));
  }

  /** What clients must send, as `Authorization: Bearer <token>`; default: nothing. */
  withToken(token: string): this {
    return this.#with('--token', token);
  }

  /** A Redis that this container reaches, through which replicas share events; default: none. */
  withRedis(url: string): this {
    return this.#with('--redis', url);
  }

  /** How many sessions there may be at once; default 100. */
  withMaxSessions(count: number): this {
    return this.#with('--max-sessions', String(count));
  }

  /** Names by which other containers and proxies call it; `localhost` and its aliases it knows. */
  withAllowedHosts(...names: readonly string[]): this {
    this.#hosts.push(...names);
    return this;
  }

  override async start(): Promise<StartedFakeStataContainer> {
    const hosts = [...this.#hosts, ...this.networkAliases, ...engineHost(process.env.DOCKER_HOST)];
    const allowed = hosts.length === 0 ? [] : ['--allow-host', [...new Set(hosts)].join(',')];
    this.withCommand(['serve', ...[...this.#flags].flat(), ...allowed]);
    return new StartedFakeStataContainer(await super.start());
  }

  #with(flag: string, value: string): this {
    this.#flags.set(flag, value);
    return this;
  }
}

/** A fake Stata that runs in a container. */
export class StartedFakeStataContainer extends AbstractStartedContainer {
  /** Where this machine reaches it, without a path. */
  get url(): string {
    const host = this.getHost();
    return `http://${isIPv6(host) ? `[${host}]` : host}:${this.getMappedPort(PORT)}`;
  }

  /** Where its MCP endpoint is. */
  get mcpUrl(): string {
    return `${this.url}/mcp-streamable`;
  }

  /** What its Stata has said up to now, in milliseconds since its server's start. */
  async timeline(): Promise<readonly Emission[]> {
    return parseTrace(await this.trace());
  }

  /** The same as it was written down: a line of JSON for each event. */
  async trace(): Promise<string> {
    const { exitCode, stdout, stderr } = await this.exec(['cat', TRACE_FILE]);
    if (exitCode !== 0) throw new Error(`cannot read the trace: ${stderr}`);
    return stdout;
  }

  /**
   * Sends its server a signal, and does not wait.
   *
   * @param signal - default `SIGKILL`, which nobody can prepare for
   */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const { container } = await getContainerRuntimeClient();
    await container.getById(this.getId()).kill({ signal });
  }

  /** Stops its time: connections stay open, and nothing comes, until {@link unpause}. */
  async pause(): Promise<void> {
    const { container } = await getContainerRuntimeClient();
    await container.getById(this.getId()).pause();
  }

  async unpause(): Promise<void> {
    const { container } = await getContainerRuntimeClient();
    await container.getById(this.getId()).unpause();
  }
}

/** The name of an engine on another machine, by which its containers are then called. */
function engineHost(dockerHost: string | undefined): readonly string[] {
  const url = dockerHost === undefined ? null : URL.parse(dockerHost);
  return url?.protocol === 'tcp:' ? [url.hostname] : [];
}
