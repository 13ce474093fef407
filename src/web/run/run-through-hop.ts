import type { RealClock } from '../../clock/real-clock.ts';
import { TimeLimit } from '../../clock/time-limit.ts';
import { decodingWire } from '../../probe/decoding-wire.ts';
import { HttpWire } from '../../probe/http-wire.ts';
import { WireProbe } from '../../probe/wire-probe.ts';
import type { ReaderName, Scenario } from '../../scenario/scenario.ts';
import { createEndpoint } from '../../testbed/endpoint.ts';
import { type Run, runSelection } from '../../testbed/run.ts';
import { Timeline, type TimelineEvent } from '../../timeline/timeline.ts';
import type { HopAddress } from '../message/hop.ts';
import type { RunEndpoints } from './run-endpoints.ts';

/** What stands behind every hop: whatever holds something back, it isn't the manager. */
const MANAGER = 'streaming';

export interface RunThroughHopOptions {
  readonly scenario: Scenario;
  readonly reader: ReaderName;
  readonly hop: HopAddress;
  readonly clock: RealClock;
  /** How long it may take in all, in milliseconds of the clock. */
  readonly limitMs: number;
  /** Where this server lets itself be reached. */
  readonly endpoints: RunEndpoints;
  /** What this server wants to be shown, as `Authorization`; null if nothing. */
  readonly authorization: string | null;
  /** Is told of each event while it happens. */
  readonly onEvent: (event: TimelineEvent) => void;
  readonly signal: AbortSignal;
}

/**
 * Runs a scenario in this server, with a Stata of its own, and listens through a hop that leads back here.
 *
 * @throws ProbeError when nothing comes through, or not all of it in time
 */
export async function runThroughHop(options: RunThroughHopOptions): Promise<Run> {
  const { scenario, reader, hop, clock, limitMs, authorization } = options;
  using limit = new TimeLimit({
    clock,
    limitMs,
    reason: `${Math.round(limitMs / clock.speed / 100) / 10} s are enough`,
    signal: options.signal,
  });
  const { signal } = limit;
  const timeline = new Timeline({ onAppend: options.onEvent });
  const record = timeline.append;
  await using endpoint = createEndpoint({ scenario, reader, manager: MANAGER, clock, record });
  using mounted = options.endpoints.mount(endpoint.handle);
  await using wire = decodingWire(new HttpWire());
  await using probe = await WireProbe.open({
    wire,
    url: hop.url.replace(/\/$/, '') + mounted.path,
    clock,
    // As a browser asks: a hop that compresses is to be seen to do so.
    headers: { 'accept-encoding': 'gzip', ...(authorization === null ? {} : { authorization }) },
    signal,
  });
  await probe.call({ ...runSelection(scenario), record, signal });
  return { scenario: scenario.name, manager: MANAGER, reader, timeline: timeline.events };
}
