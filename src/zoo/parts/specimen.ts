import type { IncomingMessage } from 'node:http';
import type { Clock } from '../../clock/clock.ts';
import type { ExperimentId } from '../../contract/evidence/evidence.ts';
import type { ProtocolVersion } from '../../contract/terms/protocol-version.ts';
import type { RuleId } from '../../contract/terms/rule-id.ts';
import type { ManagedEndpoint } from '../../testbed/managed-endpoint.ts';

/** Where in a server, or before it, a fault lies. */
export type Layer =
  | 'reader'
  | 'handler'
  | 'routing'
  | 'session manager'
  | 'transport'
  | 'proxy'
  | 'client';

/** A fault that people really shipped: good code, and one thing wrong with it. */
export interface Specimen {
  /** In kebab-case. */
  readonly name: string;
  readonly layer: Layer;
  /** What it does, as a clause that follows "it". */
  readonly about: string;
  /** Where it was shipped, discussed or measured. */
  readonly thread: string;
  /** The rules that it breaks: these, and no others. */
  readonly breaks: readonly RuleId[];
  /**
   * Its fault shows on sockets only. There time does pass, so it is held to those rules alone that
   * need nothing but some `experiments`, with outputs of one size if its fault needs no other.
   * `passing` may change a request before anybody looks at it.
   */
  readonly sockets?: {
    readonly experiments: readonly ExperimentId[];
    readonly hasOneSize?: boolean;
    readonly passing?: (request: IncomingMessage) => void;
  };
  /** What its client asks for; default: 2025-11-25. */
  readonly protocolVersion?: ProtocolVersion;
  /** A server with the fixture tool `stream_probe` and this fault, in this process. */
  readonly open: (options: { readonly clock: Clock }) => ManagedEndpoint;
}
