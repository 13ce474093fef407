import type { Implementation, ServerCapabilities, Tool } from '@modelcontextprotocol/sdk/types.js';
import type { NotificationSource } from './notification-source.ts';
import type { Reader } from './reader.ts';
import type { StataCall } from './stata-call.ts';
import type { StataOutcome } from './stata-outcome.ts';
import type { ToolName } from './tool-arguments.ts';

export const PROFILE_NAMES = ['fake-stata', 'stata-mcp@0.5.2', 'stata-mcp@0.3.5'] as const;

/** Whose surface a server has: stata-mcp's of some version, or our own. */
export type ProfileName = (typeof PROFILE_NAMES)[number];

/**
 * Puts what came of a call into words.
 *
 * @param options.isRaw - leave nothing out; by default, what the profile leaves out
 */
export type Wording = (
  call: StataCall,
  outcome: StataOutcome,
  options?: { readonly isRaw: boolean },
) => string;

/** One thing in which our own profile differs from stata-mcp, on purpose. */
export interface Difference {
  readonly what: string;
  readonly upstream: string;
  readonly mended: string;
}

/** The data of a stream's events, each yielded when it is due. */
type CallStream = (call: StataCall) => AsyncGenerator<string, void, void>;

/** What not every version has on offer over HTTP: a stream for selections; sessions; `graphs` in an answer; help. */
type Feature = 'selection-stream' | 'sessions' | 'graphs' | 'help' | 'keep-alive';

/** What an MCP client is told before it calls a tool. */
export interface McpSurface {
  readonly serverInfo: Implementation;
  /** Whether `logging` is declared and `logging/setLevel` answered, is in here. */
  readonly capabilities: ServerCapabilities;
  readonly tools: readonly (Tool & { readonly name: ToolName })[];
}

/** All that a client can tell one version of stata-mcp from another by. */
export interface Profile extends McpSurface {
  readonly name: ProfileName;
  /** What it is, as a sentence for people. */
  readonly about: string;

  // What MCP clients see.
  /** What is different of that over legacy HTTP+SSE, where it is another server. */
  readonly legacy: McpSurface;
  /** What the client is told while a file, or a selection, runs. A profile may leave that to a reader. */
  readonly fileNotifications: (reader: Reader) => NotificationSource;
  readonly selectionNotifications: (reader: Reader) => NotificationSource;
  /** Whose SDK it is made with, as far as session ids and refusals show it. */
  readonly sdk: 'typescript' | 'python';
  /** Whether a client that was cut off may ask for what it has missed. */
  readonly isResumable: boolean;
  /** Whether a call that came to nothing is a result with `isError: true`. */
  readonly admitsErrors: boolean;

  // What HTTP clients see.
  readonly health: { readonly service: string; readonly version: string };
  readonly features: readonly Feature[];
  readonly stream: CallStream;
  /** Makes a call and waits for it, as long as an answer without a stream takes. */
  readonly wait: (call: StataCall) => Promise<StataOutcome>;
  /** Whether `/execution_status` knows what runs. */
  readonly knowsWhatRuns: boolean;
  /** Whether `/clear_history` has a history to clear. */
  readonly keepsHistory: boolean;

  // What both see.
  readonly fileText: Wording;
  readonly selectionText: Wording;
  /** Whether what is heard of a run is its log, with the head that Stata writes into it. */
  readonly isLogged: boolean;
  /** How many tokens of output a client is given, unless it says otherwise; 0 for all. */
  readonly outputTokensMax: number;
  /** How long a selection may take, since its tool has no argument for that. */
  readonly selectionTimeoutMs: number;
  /** How much longer than its timeout a call is left alone, in milliseconds. */
  readonly graceMs: number;
  /** How long a run waits for a session that is busy, in milliseconds. */
  readonly busyWaitMs: number;
  /** Whether all clients have the same sessions, `default` among them. */
  readonly sharesSessions: boolean;

  /** What is different here from the original that it follows. None in a profile that copies. */
  readonly differences: readonly Difference[];
}
