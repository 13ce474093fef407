import { type HttpHandler, http } from 'msw/http';
import type { Clock } from '../clock/clock.ts';
import { RealClock } from '../clock/real-clock.ts';
import type { ManagerName } from '../manager/managers.ts';
import { MemoryDoFiles } from '../server/memory-do-files.ts';
import { createEndpoint, type EndpointOptions } from '../testbed/endpoint.ts';
import { Timeline } from '../timeline/timeline.ts';

export type { Clock } from '../clock/clock.ts';
export { RealClock } from '../clock/real-clock.ts';
export type { ManagerName } from '../manager/managers.ts';
export { parseScenario } from '../scenario/parse-scenario.ts';
export type { Scenario } from '../scenario/scenario.ts';
export { ScenarioError } from '../scenario/scenario-error.ts';

export interface FakeStataOptions
  extends Omit<EndpointOptions, 'manager' | 'clock' | 'record' | 'onCall'> {
  /** Where clients look for it. Any host will do, since nothing is sent anywhere. */
  readonly url: string;
  /** Whether what Stata says is heard when it is said, or at the end; default `streaming`. */
  readonly manager?: ManagerName;
  /**
   * Default: a `RealClock`, which goes by the timers that your test runner fakes, if it does. With a
   * `VirtualClock`, `clock.runUntil(work)` makes time pass; not in a browser, where what it would
   * have to wait for is in a worker.
   */
  readonly clock?: Clock;
  /** The texts of do-files and of what they read, by their paths; default: there are none. */
  readonly files?: Readonly<Record<string, string>>;
}

/** A scripted Stata server behind `fetch`. */
export interface FakeStata extends AsyncDisposable {
  /** For `setupServer(...handlers)` in Node, `setupWorker(...handlers)` in a browser. */
  readonly handlers: readonly HttpHandler[];
  /** What Stata has said up to now, and when. */
  readonly timeline: Timeline;
  /** Ends all sessions, and what runs in them. */
  close(): Promise<void>;
}

/**
 * Puts a Stata server that isn't there behind `fetch`, for those who write clients: MCP over
 * Streamable HTTP, with real sessions and real event streams, and no port. Nothing here needs Node, so
 * that it runs in a browser as well.
 *
 * @example
 * ```ts
 * await using stata = fakeStata({ url: 'http://stata.test/mcp', scenario, manager: 'buffered' });
 * const server = setupServer(...stata.handlers);
 * ```
 */
export function fakeStata(options: FakeStataOptions): FakeStata {
  const { url, manager = 'streaming', clock = new RealClock(), files, ...rest } = options;
  const timeline = new Timeline();
  const statas = { doFiles: new MemoryDoFiles(files), ...rest.statas };
  const endpoint = createEndpoint({ ...rest, manager, clock, statas, record: timeline.append });
  const close = async (): Promise<void> => endpoint[Symbol.asyncDispose]();
  return {
    handlers: [http.all(url, ({ request }) => endpoint.handle(request))],
    timeline,
    close,
    [Symbol.asyncDispose]: close,
  };
}
