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
import type { Stata } from '../stata/stata.ts';
import type { Announcement, Announcer } from './announcement.ts';
import { FAKE_STATA } from './fake-stata-profile.ts';
import { LogLevel } from './log-level.ts';
import { isFailure } from './outcome.ts';
import type { Profile, Wording } from './profile.ts';
import type { Reader } from './reader.ts';
import { Refusal } from './refusal.ts';
import { useSessionTool } from './session-tool.ts';
import { createStataCall, type StataCall } from './stata-call.ts';
import { StataSessions } from './stata-sessions.ts';
import { parseToolCall, type ToolCall } from './tool-arguments.ts';

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
} & (
  | { readonly stata: Stata }
  /** The sessions that this client shares with others. */
  | { readonly sessions: StataSessions }
);

interface Context {
  readonly profile: Profile;
  readonly reader: Reader;
  readonly clock: Clock;
  readonly sessions: StataSessions;
  /** Whether the client wants messages of a level. */
  readonly admits: LogLevel['admits'];
}

/**
 * An MCP server with stata-mcp's tools, for one client.
 *
 * What is announced while Stata runs goes to the client as `notifications/message` and, if the
 * client gave a progress token, as `notifications/progress`; both are related to the call, so that
 * they travel on its own stream.
 */
export function createStataServer(options: StataServerOptions): McpServer {
  const { profile = FAKE_STATA, reader, clock } = options;
  const { serverInfo, capabilities, tools } = profile;
  const server = new McpServer(serverInfo, { capabilities, jsonSchemaValidator });
  const level = capabilities.logging === undefined ? undefined : new LogLevel(server);
  const context: Context = {
    profile,
    reader,
    clock,
    sessions: 'sessions' in options ? options.sessions : sessionsOf(options.stata, clock),
    admits: (each) => level?.admits(each) ?? true,
  };
  server.server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: [...tools] }));
  server.server.setRequestHandler(CallToolRequestSchema, ({ params }, extra) =>
    callTool(params, context, extra),
  );
  return server;
}

function sessionsOf(stata: Stata, clock: Clock): StataSessions {
  return new StataSessions({ createStata: () => stata, clock });
}

async function callTool(
  { name, arguments: args = {} }: CallToolRequest['params'],
  context: Context,
  extra: Extra,
): Promise<CallToolResult> {
  const { profile } = context;
  const tool = profile.tools.find((each) => each.name === name);
  if (tool === undefined) {
    if (!profile.admitsErrors) return textResult(`Unknown tool: ${name}`, true);
    throw new McpError(ErrorCode.InvalidParams, `Unknown tool: ${name}`);
  }
  const call = parseToolCall(tool.name, args);
  if (typeof call === 'string') return textResult(`Input validation error: ${call}`, true);
  return useTool(call, context, extra);
}

function useTool(tool: ToolCall, context: Context, extra: Extra): Promise<CallToolResult> {
  const { profile, sessions, clock, reader } = context;
  const shared = { sessions, clock, graceMs: profile.graceMs, signal: extra.signal };
  switch (tool.name) {
    case 'stata_run_selection': {
      const what = { kind: 'selection', code: tool.args.selection } as const;
      const { session_id: sessionId } = tool.args;
      const { selectionTimeoutMs: timeoutMs } = profile;
      const call = createStataCall({ ...shared, what, sessionId, timeoutMs });
      return run(call, profile.announceSelection(reader), profile.selectionText, context, extra);
    }
    case 'stata_run_file': {
      const what = { kind: 'file', path: tool.args.file_path } as const;
      const { session_id: sessionId, timeout: timeoutMs } = tool.args;
      const call = createStataCall({ ...shared, what, sessionId, timeoutMs });
      return run(call, profile.announceFile(reader), profile.fileText, context, extra);
    }
    case 'stata_session':
      return Promise.resolve(sessionResult(tool.args, context));
  }
}

async function run(
  call: StataCall,
  announce: Announcer,
  textOf: Wording,
  { profile, admits }: Context,
  extra: Extra,
): Promise<CallToolResult> {
  const announcements = announce(call);
  for (;;) {
    const next = await announcements.next();
    if (next.done) {
      const outcome = next.value;
      return textResult(textOf(call, outcome), profile.admitsErrors && isFailure(outcome));
    }
    // A cancelled call is told nothing more, not even that it broke.
    if (!extra.signal.aborted) await tell(next.value, admits, extra);
  }
}

async function tell(
  announcement: Announcement,
  admits: LogLevel['admits'],
  extra: Extra,
): Promise<void> {
  if (announcement.kind === 'message') {
    const { level, text: data } = announcement;
    if (!admits(level)) return;
    await extra.sendNotification({
      method: 'notifications/message',
      params: { level, logger: LOGGER, data },
    });
    return;
  }
  const progressToken = extra._meta?.progressToken;
  if (progressToken === undefined) return;
  const { kind: _kind, text: message, ...progress } = announcement;
  await extra.sendNotification({
    method: 'notifications/progress',
    params: { progressToken, ...progress, message },
  });
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
