import type { Clock } from '../../clock/clock.ts';
import { type FetchHandler, HandlerWire } from '../../probe/handler-wire.ts';
import { DEFAULT_PROTOCOL_VERSION } from '../terms/protocol-version.ts';
import type { Stimulus } from '../terms/stimulus.ts';
import type { Target } from '../terms/target.ts';

export interface InProcessTargetOptions
  extends Partial<
    Pick<Target, 'name' | 'url' | 'headers' | 'protocolVersion' | 'granularityMs' | 'lines'>
  > {
  /** The server: what a session manager is, or any Fetch handler. */
  readonly handle: FetchHandler;
  /** The server's own clock; with a virtual one, judging takes no time and is exact. */
  readonly clock: Clock;
  readonly stimulus: Stimulus;
}

/** A server in this process as a target, without a socket. */
export function inProcessTarget({ handle, ...options }: InProcessTargetOptions): Target {
  return {
    name: 'in this process',
    url: 'http://127.0.0.1/mcp',
    headers: {},
    protocolVersion: DEFAULT_PROTOCOL_VERSION,
    granularityMs: 0,
    ...options,
    wire: new HandlerWire(handle),
  };
}
