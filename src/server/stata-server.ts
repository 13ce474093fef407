import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { RequestHandlerExtra } from '@modelcontextprotocol/sdk/shared/protocol.js';
import {
  type CallToolRequest,
  CallToolRequestSchema,
  type CallToolResult,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
  type ServerNotification,
  type ServerRequest,
} from '@modelcontextprotocol/sdk/types.js';
import { AjvJsonSchemaValidator } from '@modelcontextprotocol/sdk/validation/ajv';
import type { Clock } from '../clock/clock.ts';
import type { Stata } from '../stata/session/stata.ts';
import type { CallRecord } from './call-record.ts';
import type { DoFileStore } from './do-file-store.ts';
import { FAKE_STATA } from './fake-stata-profile.ts';
import { LogLevel } from './log-level.ts';
import type { CallNotification, NotificationSource } from './notification-source.ts';
import type { McpSurface, Profile, Wording } from './profile.ts';
import type { Reader } from './reader.ts';
import { Refusal } from './refusal.ts';
import { useSessionTool } from './session-tool.ts';
import { createStataCall, type StataCall } from './stata-call.ts';
import { isFailure } from './stata-outcome.ts';
import { StataSessions } from './stata-sessions.ts';
import { type ParsedToolCall, parseToolCall } from './tool-arguments.ts';

type Extra = RequestHandlerExtra<ServerRequest, ServerNotification>;

/** The logger that stata-mcp names in its notifications. */
const LOGGER = 'stata-mcp';

/** Shared, since building one takes longer than a whole virtual run. */
const jsonSchemaValidator = new AjvJsonSchemaValidator();

/** What one client's server is made of. */
export type StataServerOptions = {
  readonly reader: Reader;
  readonly clock: Clock;
  /** Whose surface it has; default: our own. */
  readonly profile?: Profile;
  /** What this client is told before it calls a tool; default: what the profile says. */
  readonly surface?: McpSurface;
  /** Is told of each tool call that is over. */
  readonly onCall?: (record: CallRecord) => void;
} & (
  | {
      readonly stata: Stata;
      /** The folder that do-files may be read from; default: the working directory. */
      readonly doFiles?: DoFileStore;
    }
  /** The sessions that this client shares with others. */
  | { readonly sessions: StataSessions }
);

interface Context extends Pick<McpSurface, 'tools'> {
  readonly profile: Profile;
  readonly reader: Reader;
  readonly clock: Clock;
  readonly sessions: StataSessions;
  readonly onCall: (record: CallRecord) => void;
  /** Whether the client wants messages of a level. */
  readonly admits: LogLevel['admits'];
  /**
   * Notifies the client on the stream of a call. Past the SDK, which refuses to send messages that
   * were not declared: stata-mcp declares no logging, and logs.
   */
  readonly notify: (notification: ServerNotification, call: Extra) => Promise<void> | undefined;
}

/** One call of a tool that runs code: what to tell while it runs, and what to make of its end. */
interface Work {
  readonly tool: string;
  readonly call: StataCall;
  /** Stops the run of a call whose client can't be told of it. */
  readonly untold: AbortController;
  readonly notifications: NotificationSource;
  readonly textOf: Wording;
}

/**
 * An MCP server with stata-mcp's tools, for one client.
 *
 * What is told while Stata runs goes to the client as `notifications/message` and, if the
 * client gave a progress token, as `notifications/progress`; both are related to the call, so that
 * they travel on its own stream.
 */
export function createStataServer(options: StataServerOptions): McpServer {
  const { profile = FAKE_STATA, reader, clock, onCall = () => {} } = options;
  const { serverInfo, capabilities, tools } = options.surface ?? profile;
  const server = new McpServer(serverInfo, { jsonSchemaValidator });
  // Not to the constructor, which would say that the list of tools can change.
  server.server.registerCapabilities(capabilities);
  const level = capabilities.logging === undefined ? undefined : new LogLevel(server);
  const context: Context = {
    profile,
    tools,
    reader,
    clock,
    onCall,
    sessions: 'sessions' in options ? options.sessions : sessionsOf(options),
    admits: (each) => level?.admits(each) ?? true,
    notify: (notification, { requestId }) => {
      const message = { jsonrpc: '2.0', ...notification } as const;
      return server.server.transport?.send(message, { relatedRequestId: requestId });
    },
  };
  server.server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: [...tools] }));
  server.server.setRequestHandler(CallToolRequestSchema, ({ params }, extra) =>
    callTool(params, context, extra),
  );
  return server;
}

function sessionsOf({
  stata,
  ...shared
}: Extract<StataServerOptions, { readonly stata: Stata }>): StataSessions {
  return new StataSessions({ ...shared, createStata: () => stata });
}

async function callTool(
  { name, arguments: args = {} }: CallToolRequest['params'],
  context: Context,
  extra: Extra,
): Promise<CallToolResult> {
  const { profile, tools } = context;
  const tool = tools.find((each) => each.name === name);
  if (tool === undefined) {
    if (!profile.admitsErrors) return textResult(`Unknown tool: ${name}`, true);
    throw new McpError(ErrorCode.InvalidParams, `Unknown tool: ${name}`);
  }
  const call = parseToolCall(tool.name, args);
  if (typeof call === 'string') return textResult(`Input validation error: ${call}`, true);
  return useTool(call, context, extra);
}

function useTool(tool: ParsedToolCall, context: Context, extra: Extra): Promise<CallToolResult> {
  const { profile, sessions, clock, reader } = context;
  const untold = new AbortController();
  const signal = AbortSignal.any([extra.signal, untold.signal]);
  const shared = { sessions, clock, graceMs: profile.graceMs, signal };
  switch (tool.name) {
    case 'stata_run_selection': {
      const what = { kind: 'selection', code: tool.args.selection } as const;
      const { session_id: sessionId } = tool.args;
      const { selectionTimeoutMs: timeoutMs } = profile;
      const call = createStataCall({ ...shared, what, sessionId, timeoutMs });
      const notifications = profile.selectionNotifications(reader);
      const work = { tool: tool.name, call, untold, notifications, textOf: profile.selectionText };
      return run(work, context, extra);
    }
    case 'stata_run_file': {
      const what = { kind: 'file', path: tool.args.file_path } as const;
      const { session_id: sessionId, timeout: timeoutMs } = tool.args;
      const call = createStataCall({ ...shared, what, sessionId, timeoutMs });
      const notifications = profile.fileNotifications(reader);
      const work = { tool: tool.name, call, untold, notifications, textOf: profile.fileText };
      return run(work, context, extra);
    }
    case 'stata_session':
      return Promise.resolve(sessionResult(tool.args, context));
  }
}

/**
 * Makes a call, and tells the client of it.
 *
 * @throws what kept the client from being told. Stata has been stopped by then, and its session is free.
 */
async function run(
  { call, untold, notifications, textOf, tool }: Work,
  context: Context,
  extra: Extra,
): Promise<CallToolResult> {
  const { clock, onCall } = context;
  const { admitsErrors } = context.profile;
  const calledAtMs = clock.now();
  let firstMs: number | null = null;
  const told = notifications(call);
  // Taken to their end, whatever becomes of the client: a run that nobody takes keeps its session busy.
  for (;;) {
    const next = await told.next();
    if (next.done) {
      const outcome = next.value;
      const isError = isFailure(outcome) || untold.signal.aborted;
      const { sessionId: session } = extra;
      onCall({ tool, session, firstMs, totalMs: clock.now() - calledAtMs, isError });
      untold.signal.throwIfAborted();
      return textResult(textOf(call, outcome), admitsErrors && isError);
    }
    // A call that was cancelled, or stopped, is told nothing more, not even that it broke.
    const notification = call.signal.aborted ? undefined : toTell(next.value, context, extra);
    if (notification === undefined) continue;
    firstMs ??= clock.now() - calledAtMs;
    try {
      await context.notify(notification, extra);
    } catch (error) {
      untold.abort(error);
    }
  }
}

/** A notification as the client wants it; undefined when it doesn't. */
function toTell(
  notification: CallNotification,
  { admits }: Context,
  { _meta: meta }: Extra,
): ServerNotification | undefined {
  if (notification.kind === 'message') {
    const { level, text: data } = notification;
    const params = { level, logger: LOGGER, data };
    return admits(level) ? { method: 'notifications/message', params } : undefined;
  }
  const progressToken = meta?.progressToken;
  if (progressToken === undefined) return undefined;
  const { kind: _kind, text: message, ...progress } = notification;
  return { method: 'notifications/progress', params: { progressToken, ...progress, message } };
}

function sessionResult(
  args: Parameters<typeof useSessionTool>[1],
  { sessions, profile }: Context,
): CallToolResult {
  try {
    return textResult(useSessionTool(sessions, args), false);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return textResult(`Error: ${error.message}`, profile.admitsErrors);
  }
}

function textResult(text: string, isError: boolean): CallToolResult {
  return { content: [{ type: 'text', text }], isError };
}
