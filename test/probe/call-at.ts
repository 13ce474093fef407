import { RealClock } from '../../src/clock/real-clock.ts';
import type { VirtualClock } from '../../src/clock/virtual-clock.ts';
import { HttpWire } from '../../src/probe/http-wire.ts';
import type { ToolCall } from '../../src/probe/probe.ts';
import { WireProbe } from '../../src/probe/wire-probe.ts';
import type { Arrival } from '../../src/timeline/arrival.ts';
import { type Reply, startServer } from './hand-written-server.ts';

export interface CallOptions extends Partial<ToolCall> {
  readonly clock?: RealClock | VirtualClock;
  readonly headers?: Record<string, string>;
  readonly protocolVersion?: string;
}

/** Opens a session, makes one call, ends the session. */
export async function callAt(
  url: string,
  { clock = new RealClock(), ...options }: CallOptions = {},
) {
  const { headers = {}, protocolVersion, signal, ...call } = options;
  const version = protocolVersion === undefined ? {} : { protocolVersion };
  await using wire = new HttpWire();
  await using probe = await WireProbe.open({ wire, url, clock, headers, ...version });
  return await probe.call({
    tool: 'run',
    args: { code: 'sleep 1' },
    record: () => {},
    ...(signal === undefined ? {} : { signal }),
    ...call,
  });
}

/** The same, with a server that replies to the call so. */
export async function callOf({
  reply,
  record,
  ...options
}: CallOptions & { readonly reply: Reply }) {
  await using server = await startServer({ 'tools/call': reply });
  const arrivals: Arrival[] = [];
  const answer = await callAt(server.url, {
    ...options,
    record: (arrival) => {
      arrivals.push(arrival);
      record?.(arrival);
    },
  });
  return { arrivals, answer };
}
