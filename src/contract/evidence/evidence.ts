import type { Arrival } from '../../timeline/arrival.ts';
import type { Script } from '../terms/script.ts';
import type { Finding } from '../terms/verdict.ts';

/** The experiments, in the order in which they are made. */
export const EXPERIMENT_IDS = [
  'handshake',
  'statuses',
  'noise',
  'tracking',
  'gaps',
  'gzip',
  'concurrency',
  'isolation',
  'failure',
  'cancel',
  'disconnect',
  'hang-up',
  'resume',
  'logging',
  'question',
  'slow-reader',
  'silence',
] as const;

export type ExperimentId = (typeof EXPERIMENT_IDS)[number];

/**
 * Everything that was observed of one server: plain data, so that it can be kept, drawn, and judged
 * again. Instants are milliseconds since the clock's start, unless they say otherwise.
 */
export interface Evidence {
  readonly server: ServerDescription;
  /** How late the server says that it may be, in milliseconds. */
  readonly granularityMs: number;
  /** An experiment that isn't here was not asked for. */
  readonly experiments: Readonly<Partial<Record<ExperimentId, ExperimentEvidence>>>;
}

/** What a server says of itself in `initialize`, or in `server/discover`. */
export interface ServerDescription {
  readonly name: string;
  readonly version: string;
  /** What was agreed upon; empty when nothing was, `none` for an endpoint that isn't MCP. */
  readonly protocolVersion: string;
  /** The capabilities that it declares, such as `logging` and `tools`. */
  readonly capabilities: readonly string[];
}

/** What one experiment brought to light. */
export interface ExperimentEvidence {
  readonly calls: readonly CallEvidence[];
  readonly exchanges: readonly ExchangeEvidence[];
  /**
   * Why it was not made, or not to its end, and what that means for the rules that need it: one that
   * this server gives no occasion for is `not-applicable`. Null when it was made.
   */
  readonly notMade: Finding | null;
}

/** One tool call: what it was to say, and what was heard of it, wherever. */
export interface CallEvidence {
  /** Tells it from the other calls of its experiment, such as `100 B`. */
  readonly label: string;
  readonly script: Script;
  /** When it was sent: the zero of the script. */
  readonly sentAtMs: number;
  /** The id of the request, and its progress token unless that is null. */
  readonly requestId: number;
  readonly progressToken: number | string | null;
  /** What was heard on the call's own response, from `call` to `closed`. */
  readonly arrivals: readonly Arrival[];
  /** The response's headers; null when none came. */
  readonly headers: Readonly<Record<string, string>> | null;
  /** When the client said `notifications/cancelled`; null when it didn't. */
  readonly cancelledAtMs: number | null;
  /** When the client hung up on purpose; null when it didn't. */
  readonly hungUpAtMs: number | null;
  /**
   * When the server asked its client something by a request; where there are sessions it was answered
   * at once. Null when it never did.
   */
  readonly askedAtMs: number | null;
  /** How far the judge itself fell behind meanwhile, in milliseconds; 0 where nobody looked. */
  readonly behindMs: number;
  /** What was heard on other streams while the call ran, or afterwards. */
  readonly elsewhere: readonly StreamEvidence[];
}

/** Another stream than the response of a call. */
export interface StreamEvidence {
  /**
   * - `get`: the standalone GET stream of the same session
   * - `resumed`: a GET with the `Last-Event-ID` of the call's own stream
   * - `other-session`: the GET stream of another session
   * - `listen`: the subscription of any client, where there are no sessions
   */
  readonly via: 'get' | 'resumed' | 'other-session' | 'listen';
  readonly openedAtMs: number;
  readonly status: number | null;
  readonly arrivals: readonly Arrival[];
}

/** One HTTP exchange that is no tool call. */
export interface ExchangeEvidence {
  readonly asked: Question;
  readonly sentAtMs: number;
  /** When its headers came; null when they didn't. */
  readonly answeredAtMs: number | null;
  /** When its body was over; null when it wasn't in time. */
  readonly endedAtMs: number | null;
  readonly status: number | null;
  readonly headers: Readonly<Record<string, string>>;
  /** The beginning of the body, as text. */
  readonly body: string;
  readonly bodyBytes: number;
  /** The JSON-RPC error code in the body; null when there is none. */
  readonly errorCode: number | null;
  /** Whether a JSON-RPC result was in the body. */
  readonly hasResult: boolean;
  /** Why there was no response, or no end of it; null when there was. */
  readonly failure: string | null;
}

/** What can be asked in an exchange that is no tool call. */
export const QUESTIONS = [
  'initialize',
  'initialized',
  'discover',
  'tools',
  'ping',
  'ping after',
  'ping without a version',
  'ping of an unsupported version',
  'ping without a session',
  'ping of an unknown session',
  'ping of an ended session',
  'notification',
  'not JSON',
  'batch',
  'unknown method',
  'ping of another version in its header',
  'ping of another method in its header',
  'ping without a method in its header',
  'call of another tool in its header',
  'call without a tool in its header',
  'foreign origin',
  'get',
  'second initialize',
  'delete',
  'cancel of nothing',
  'cancel of a finished call',
  'malformed cancel',
  'set level emergency',
  'set level nonsense',
] as const;

export type Question = (typeof QUESTIONS)[number];
