import type { StimulusSpec } from '../stimulus/stimulus-spec.ts';
import type { LinesChannel } from '../terms/lines-channel.ts';
import type { ProtocolVersion } from '../terms/protocol-version.ts';
import type { ServerCommand } from './server-command.ts';

/** A server to be judged, as data: what a target file or the command line says. */
export interface TargetSpec {
  /** What it is called in reports; default: its URL. */
  readonly name?: string;
  /** The endpoint: MCP's, unless it is one for lines. */
  readonly url: string;
  /** Starts the server, for as long as it is judged; without it the server is there already. */
  readonly command?: ServerCommand;
  readonly headers?: Readonly<Record<string, string>>;
  /** What the client asks for; default 2025-11-25. */
  readonly protocolVersion?: ProtocolVersion;
  /** How late the server says that it may be, in milliseconds; default 0. */
  readonly granularityMs?: number;
  /** For an endpoint that isn't MCP, and whose event stream carries lines. */
  readonly lines?: LinesChannel;
  /** How to make it talk, or the name of a tool whose schema tells. */
  readonly stimulus: StimulusSpec | { readonly tool: string };
}
