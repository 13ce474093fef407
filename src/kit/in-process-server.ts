import type { FetchLike } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { VirtualClock } from '../clock/virtual-clock.ts';
import type { ManagerName } from '../manager/managers.ts';
import type { SessionManager } from '../manager/session-manager.ts';
import { createHandlerFetch } from '../probe/handler-fetch.ts';
import { HandlerWire } from '../probe/handler-wire.ts';
import type { Answer, ToolCall } from '../probe/probe.ts';
import { WireProbe } from '../probe/wire-probe.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { createEndpoint, type Endpoint } from '../testbed/endpoint.ts';
import { runSelection } from '../testbed/run.ts';
import type { Timeline } from '../timeline/timeline.ts';

/** One of ours by its name, or your own: what you put between the SDK's transport and the response. */
export type ManagerUnderTest = ManagerName | ((transport: SessionManager) => SessionManager);

export interface InProcessServerOptions {
  readonly scenario: Scenario;
  readonly manager: ManagerUnderTest;
  readonly clock: VirtualClock;
  /** Where what is said, and what is heard by `call`, is written down. */
  readonly timeline: Timeline;
}

/** A Stata server in this process, without a socket, and somebody who calls it. */
export class InProcessServer implements AsyncDisposable {
  /** Where clients may look for it: they need an address, although nothing listens there. */
  readonly url = 'http://stata.test/mcp';
  /** What answers: mount it anywhere. */
  readonly handle: SessionManager;
  /** For the official client: `new StreamableHTTPClientTransport(new URL(server.url), server)`. */
  readonly fetch: FetchLike;
  readonly #options: InProcessServerOptions;
  readonly #endpoint: Endpoint;

  constructor(options: InProcessServerOptions) {
    const { manager, timeline } = options;
    const isOurs = typeof manager === 'string';
    this.#options = options;
    this.#endpoint = createEndpoint({
      ...options,
      manager: isOurs ? manager : 'streaming',
      record: timeline.append,
    });
    this.handle = isOurs ? this.#endpoint.handle : manager(this.#endpoint.handle);
    this.fetch = createHandlerFetch(this.handle);
  }

  /**
   * Calls a tool as a client does, and writes down what is heard. Time passes until the answer is
   * there.
   *
   * @param call - what to call; by default a selection, for which Stata plays its scenario
   * @throws ProbeError when no answer comes
   */
  async call(call: Partial<Omit<ToolCall, 'record'>> = {}): Promise<Answer> {
    return await this.#options.clock.runUntil(this.#call(call));
  }

  async #call(call: Partial<Omit<ToolCall, 'record'>>): Promise<Answer> {
    const { scenario, clock, timeline } = this.#options;
    await using wire = new HandlerWire(this.handle);
    await using probe = await WireProbe.open({ wire, url: this.url, clock });
    return await probe.call({ ...runSelection(scenario), ...call, record: timeline.append });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#endpoint[Symbol.asyncDispose]();
  }
}
