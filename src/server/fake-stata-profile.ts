import type { Difference, McpSurface, Profile } from './profile.ts';
import { readerNotifications } from './reader-notifications.ts';
import { ReturningCall } from './returning-call.ts';
import type { StataCall } from './stata-call.ts';
import { isFailure, type StataOutcome } from './stata-outcome.ts';
import { streamLines } from './stream-lines.ts';
import { VERSION } from './version.ts';

const SESSION_ID = {
  type: 'string',
  description: 'The session to run it in; created when it is not there. Default: "default".',
} as const;

const DIFFERENCES: readonly Difference[] = [
  {
    what: 'MCP: output while code runs',
    upstream: 'a file’s log is looked at after 2, 8, 14 … s; a selection runs in silence',
    mended: 'each line at once, or as `--reader` says; for selections too',
  },
  {
    what: 'MCP: capabilities',
    upstream: 'sends log messages, but declares no `logging`; `logging/setLevel` is error -32601',
    mended: '`logging` is declared, and the level that was set is kept to',
  },
  {
    what: 'MCP: a failure',
    upstream: '`isError: false`, and `✅ Execution completed` before it',
    mended: '`isError: true`, with all that Stata printed',
  },
  {
    what: 'MCP: a connection that breaks',
    upstream: 'what is sent meanwhile is lost',
    mended: 'events have ids, and `Last-Event-ID` gives back what was missed',
  },
  {
    what: 'MCP: an unknown tool',
    upstream: 'a result with `isError: true`',
    mended: 'error -32602, as the specification has it',
  },
  {
    what: 'MCP: progress',
    upstream: 'seconds, of the timeout’s; none at the end',
    mended: 'counts what is told, with no total, since nobody knows how much is to come',
  },
  {
    what: 'MCP: sessions',
    upstream: '`session_id` works, but is in no schema; all clients share one `default`',
    mended: '`session_id` is in the schemas; each client has sessions of its own',
  },
  {
    what: 'HTTP: `/run_file/stream`, `/run_selection/stream`',
    upstream: 'the log is looked at every 0.5 s; backslashes are doubled',
    mended: 'each line at once, as Stata printed it; blank ones are left out',
  },
  {
    what: 'HTTP: a failure on a stream',
    upstream: 'swallowed: `*** Execution completed ***`',
    mended: '`ERROR: ` and why, such as `ERROR: Session busy: default (3.6s)`',
  },
  {
    what: 'HTTP: a stream on which nothing is said',
    upstream: 'is silent, so that proxies and clients cut it off',
    mended: 'has a comment every 15 s (`--keep-alive`), which nobody takes for a line',
  },
  {
    what: 'HTTP and MCP: a timeout',
    upstream: 'the session is killed 5 s later and its state is lost; a stream tells nothing of it',
    mended: 'Stata’s Break key is pressed when the time is up; the session lives on',
  },
  {
    what: 'HTTP and MCP: texts',
    upstream: 'echoed commands, the log’s head and loops are left out; an error loses all the rest',
    mended: 'all that Stata printed, after `Error: ` when it failed (over HTTP)',
  },
  {
    what: 'HTTP and MCP: long texts',
    upstream: 'after 10,000 tokens, the name of a file with the rest; its copy here is cut there',
    mended: 'whole, unless `--max-output-tokens` says otherwise',
  },
  {
    what: 'HTTP: `/execution_status`, `/clear_history`',
    upstream: 'always idle; never anything to clear',
    mended: 'what runs; what ran',
  },
];

const SURFACE: McpSurface = {
  serverInfo: { name: 'fake-stata', version: VERSION },
  capabilities: { logging: {}, tools: { listChanged: false } },
  tools: [
    {
      name: 'stata_run_selection',
      description: 'Run Stata code and hear its output while it runs.',
      inputSchema: {
        type: 'object',
        properties: {
          selection: { type: 'string', description: 'The Stata code to run.' },
          session_id: SESSION_ID,
        },
        required: ['selection'],
      },
    },
    {
      name: 'stata_run_file',
      description: 'Run a .do file and hear its output while it runs.',
      inputSchema: {
        type: 'object',
        properties: {
          file_path: { type: 'string', description: 'The path of the .do file to run.' },
          timeout: {
            type: 'integer',
            default: 600,
            description: 'How many seconds it may take before Stata’s Break key is pressed.',
          },
          session_id: SESSION_ID,
        },
        required: ['file_path'],
      },
    },
    {
      name: 'stata_session',
      description: 'List the sessions, each a Stata of its own, or destroy one.',
      inputSchema: {
        type: 'object',
        properties: {
          action: { type: 'string', enum: ['list', 'destroy'], default: 'list' },
          session_id: { type: 'string', description: 'The session to destroy.' },
        },
      },
    },
  ],
};

/** stata-mcp's surface as its authors meant it: the newest, with its known defects mended. */
export const FAKE_STATA: Profile = {
  name: 'fake-stata',
  about: 'stata-mcp 0.5.2 with its known defects mended',
  ...SURFACE,
  legacy: SURFACE,
  fileNotifications: readerNotifications,
  selectionNotifications: readerNotifications,
  sdk: 'typescript',
  isResumable: true,
  admitsErrors: true,
  health: { service: 'fake-stata', version: VERSION },
  features: ['selection-stream', 'sessions', 'graphs', 'help', 'keep-alive'],
  stream: streamLines(complaint),
  wait: (call) => new ReturningCall(call, { callLooksEveryMs: 0, recoveryMs: 0 }).returned(),
  knowsWhatRuns: true,
  keepsHistory: true,
  fileText: textOf,
  selectionText: textOf,
  isLogged: false,
  outputTokensMax: 0,
  selectionTimeoutMs: Number.POSITIVE_INFINITY,
  graceMs: 0,
  busyWaitMs: 1000,
  sharesSessions: false,
  differences: DIFFERENCES,
};

/** What Stata printed; what went wrong outside of it, before that. */
function textOf(call: StataCall, outcome: StataOutcome): string {
  switch (outcome.kind) {
    case 'refused':
      return `Error: ${outcome.reason}`;
    case 'timed-out':
      return `Error: Command timeout after ${(call.timeoutMs / 1000).toFixed(1)}s\n\n${outcome.text}`;
    case 'ended':
      return outcome.text;
  }
}

function complaint(call: StataCall, outcome: StataOutcome): string | undefined {
  if (!isFailure(outcome)) return undefined;
  switch (outcome.kind) {
    case 'refused':
      return outcome.reason;
    case 'timed-out':
      return `Execution timed out after ${call.timeoutMs / 1000}s`;
    case 'ended':
      return `Stata ended with r(${outcome.returnCode});`;
  }
}
