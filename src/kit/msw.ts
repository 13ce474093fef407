import { type HttpHandler, http } from 'msw/http';
import type { Clock } from '../clock/clock.ts';
import { RealClock } from '../clock/real-clock.ts';
import type { ManagerName } from '../manager/managers.ts';
import { createEndpoint, type EndpointOptions } from '../testbed/endpoint.ts';
import { Timeline } from '../timeline/timeline.ts';

export interface FakeStataOptions
  extends Omit<EndpointOptions, 'manager' | 'clock' | 'record' | 'onCall'> {
  /** Where clients look for it. Any host will do, since nothing is sent anywhere. */
  readonly url: string;
  /** Whether what Stata says is heard when it is said, or at the end; default `streaming`. */
  readonly manager?: ManagerName;
  /**
   * Default: a `RealClock`, which goes by the timers that your test runner fakes, if it does. With a
   * `VirtualClock`, `clock.runUntil(work)` makes time pass.
   */
  readonly clock?: Clock;
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
 * Streamable HTTP, with real sessions and real event streams, and no port.
 *
 * @example
 * ```ts
 * await using stata = fakeStata({ url: 'http://stata.test/mcp', scenario, manager: 'buffered' });
 * const server = setupServer(...stata.handlers);
 * ```
 */
export function fakeStata(options: FakeStataOptions): FakeStata {
  const { url, manager = 'streaming', clock = new RealClock(), ...rest } = options;
  const timeline = new Timeline();
  const endpoint = createEndpoint({ ...rest, manager, clock, record: timeline.append });
  const close = async (): Promise<void> => endpoint[Symbol.asyncDispose]();
  return {
    handlers: [http.all(url, ({ request }) => endpoint.handle(request))],
    timeline,
    close,
    [Symbol.asyncDispose]: close,
  };
}
