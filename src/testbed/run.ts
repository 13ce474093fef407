import type { Clock } from '../clock/clock.ts';
import { VirtualClock } from '../clock/virtual-clock.ts';
import type { ManagerName } from '../manager/managers.ts';
import type { SessionManager } from '../manager/session-manager.ts';
import { createHandlerFetch } from '../probe/handler-fetch.ts';
import { HandlerWire } from '../probe/handler-wire.ts';
import { HttpWire } from '../probe/http-wire.ts';
import type { Probe } from '../probe/probe.ts';
import { SdkProbe } from '../probe/sdk-probe.ts';
import { WireProbe } from '../probe/wire-probe.ts';
import type { ReaderName, Scenario } from '../scenario/scenario.ts';
import { Timeline, type TimelineEvent } from '../timeline/timeline.ts';
import { DisposalStack } from './disposal-stack.ts';
import { createEndpoint } from './endpoint.ts';
import { openStataHttpServer } from './stata-http-server.ts';
import { TestbedError } from './testbed-error.ts';

/** Where a path is needed and no socket is: nothing listens there. */
const IN_PROCESS_URL = 'http://127.0.0.1/mcp-streamable';

export interface RunOptions {
  readonly scenario: Scenario;
  readonly manager: ManagerName;
  /** Default: the one that the scenario's story needs. */
  readonly reader?: ReaderName;
  /** Default: a new `VirtualClock`, and the run takes no time. */
  readonly clock?: Clock;
  /** Default: `process`. Sockets take a real clock. */
  readonly over?: 'process' | 'sockets';
  /** Who listens: our own HTTP client, or the official MCP client. Default: `wire`. */
  readonly probe?: 'wire' | 'sdk';
  /** Whether the client asks for progress. Default: false. */
  readonly progress?: boolean;
  /** Is told of each event while it happens. */
  readonly onEvent?: (event: TimelineEvent) => void;
  /** Gives the call up. */
  readonly signal?: AbortSignal;
}

/** One execution, and the evidence of it. */
export interface Run {
  readonly scenario: string;
  readonly manager: ManagerName;
  readonly reader: ReaderName;
  readonly timeline: readonly TimelineEvent[];
}

/**
 * Lets a client call a tool of a server whose Stata plays a scenario, and writes down what was said
 * and what was heard.
 *
 *     Stata ─▶ reader ─▶ MCP server ─▶ transport ─▶ manager ─▶ (sockets) ─▶ probe
 *       └── said ───────────────────▶ timeline ◀─────────────────── heard ───┘
 *
 * @throws ProbeError when no answer comes; TestbedError when virtual time is to pass over sockets
 *
 * @example
 * ```ts
 * const { timeline } = await run({ scenario, manager: 'buffered' });
 * console.log(formatTimeline(timeline));
 * ```
 */
export async function run(options: RunOptions): Promise<Run> {
  const { clock = new VirtualClock(), scenario, manager, reader = scenario.reader } = options;
  const { onEvent = () => {} } = options;
  const timeline = new Timeline({ onAppend: onEvent });
  const work = (): Promise<void> => callOnce(options, clock, timeline);
  if (!(clock instanceof VirtualClock)) await work();
  else if (options.over === 'sockets') {
    throw new TestbedError('sockets know nothing of virtual time: give a RealClock');
  } else await clock.runUntil(work());
  return { scenario: scenario.name, manager, reader, timeline: timeline.events };
}

async function callOnce(options: RunOptions, clock: Clock, timeline: Timeline): Promise<void> {
  const { scenario, progress = false, signal } = options;
  await using stack = new DisposalStack();
  const server = await openServer(options, clock, timeline, stack);
  const probe = stack.use(await openProbe(options, clock, server, stack));
  await probe.call({
    ...runSelection(scenario),
    progress,
    record: timeline.append,
    ...(signal === undefined ? {} : { signal }),
  });
}

/** The tool call that every run makes. A scripted Stata plays its scenario whatever the code is. */
export function runSelection({ name }: Scenario) {
  return { tool: 'stata_run_selection', args: { selection: `* the scenario ${name}` } } as const;
}

/** Where the server is; and, when that is in this process, what answers there. */
interface ServerAt {
  readonly url: string;
  readonly handle?: SessionManager;
}

async function openServer(
  options: RunOptions,
  clock: Clock,
  timeline: Timeline,
  stack: DisposalStack,
): Promise<ServerAt> {
  const parts = { ...options, clock, record: timeline.append };
  if (options.over !== 'sockets') {
    return { url: IN_PROCESS_URL, handle: stack.use(createEndpoint(parts)).handle };
  }
  const server = await openStataHttpServer({ ...parts, managers: [options.manager] });
  return { url: stack.use(server).mcpUrl };
}

async function openProbe(
  { probe = 'wire', signal }: RunOptions,
  clock: Clock,
  { url, handle }: ServerAt,
  stack: DisposalStack,
): Promise<Probe> {
  const shared = { url, clock, ...(signal === undefined ? {} : { signal }) };
  if (probe === 'wire') {
    const wire = stack.use(handle === undefined ? new HttpWire() : new HandlerWire(handle));
    return WireProbe.open({ ...shared, wire });
  }
  if (handle === undefined) return SdkProbe.open(shared);
  return SdkProbe.open({ ...shared, fetch: createHandlerFetch(handle) });
}
