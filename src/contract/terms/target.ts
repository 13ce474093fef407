import type { Clock } from '../../clock/clock.ts';
import type { Allowance } from '../../probe/allowance.ts';
import type { Wire } from '../../probe/wire.ts';
import type { LinesChannel } from './lines-channel.ts';
import type { ProtocolVersion } from './protocol-version.ts';
import type { Stimulus } from './stimulus.ts';

/** A server to be judged, ready to be talked to. */
export interface Target {
  /** What it is called in reports. */
  readonly name: string;
  readonly url: string;
  /** How it is reached: over sockets, or by a function call in this process. */
  readonly wire: Wire;
  /** The time by which it is judged; a virtual one only for a server in this process. */
  readonly clock: Clock;
  /** Sent with every request. */
  readonly headers: Readonly<Record<string, string>>;
  /** What the client asks for; the server decides. */
  readonly protocolVersion: ProtocolVersion;
  readonly stimulus: Stimulus;
  /** For an endpoint that isn't MCP, and whose event stream carries lines. */
  readonly lines?: LinesChannel;
  /**
   * How late the server says that it may be, in milliseconds: a server that looks at a log every two
   * seconds may be late by two seconds, never by the length of the run. 0 when it promises nothing.
   */
  readonly granularityMs: number;
  /** How much it may send in all; by default, each response as much as an `Allowance` says. */
  readonly allowance?: Allowance;
}
