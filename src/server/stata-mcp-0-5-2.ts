import { compactOutput } from './compact-output.ts';
import { noNotifications } from './no-notifications.ts';
import type { Profile, Wording } from './profile.ts';
import { ReturningCall } from './returning-call.ts';
import { errorText } from './stata-outcome.ts';
import { streamTail } from './stream-tail.ts';
import { tickNotifications } from './tick-notifications.ts';

/** A worker tells of its end at once; another one in the place of a killed one takes a second. */
const CADENCE = { callLooksEveryMs: 0, recoveryMs: 1000 };

/** What fastapi_mcp 0.4.0 says of itself: it takes a description for the version. */
const FASTAPI_MCP_INFO = {
  name: 'Stata MCP Server',
  version:
    'This server provides tools for running Stata commands and scripts. Use ' +
    'stata_run_selection for running code snippets and stata_run_file for executing .do files.',
};

const FASTAPI_MCP_CAPABILITIES = {
  experimental: {},
  logging: {},
  tools: { listChanged: false },
};

const SESSION_PROPERTIES = {
  session_id: { type: 'string', title: 'session_id' },
  working_dir: { type: 'string', title: 'working_dir' },
};

/** The newest stata-mcp, of April 2026, with its defects: with several sessions, as is its default. */
export const STATA_MCP_0_5_2: Profile = {
  name: 'stata-mcp@0.5.2',
  about: 'stata-mcp 0.5.2 as it is, faults included',
  // The version is that of the Python SDK that it was measured with.
  serverInfo: { name: 'Stata MCP Server', version: '1.18.0' },
  capabilities: { experimental: {}, tools: { listChanged: false } },
  tools: [
    {
      name: 'stata_run_selection',
      description:
        'Stata Run Selection Endpoint\n\nRun selected Stata code and return the output\n\n' +
        '### Responses:\n\n**200**: Successful Response (Success Response)',
      inputSchema: {
        type: 'object',
        properties: { selection: { type: 'string', title: 'selection' } },
        title: 'stata_run_selectionArguments',
        required: ['selection'],
      },
    },
    {
      name: 'stata_run_file',
      description:
        'Stata Run File Endpoint\n\n' +
        'Run a Stata .do file and return the output (MCP-compatible endpoint)\n\n' +
        'Args:\n    file_path: Path to the .do file\n' +
        '    timeout: Timeout in seconds (default: 600 seconds / 10 minutes)\n\n' +
        'Returns:\n    Response with plain text output\n\n' +
        '### Responses:\n\n**200**: Successful Response (Success Response)',
      inputSchema: {
        type: 'object',
        properties: {
          file_path: { type: 'string', title: 'file_path' },
          timeout: { type: 'integer', default: 600, title: 'timeout' },
        },
        title: 'stata_run_fileArguments',
        required: ['file_path'],
      },
    },
    {
      name: 'stata_session',
      description:
        'Stata Session Management\n\n' +
        'Manage Stata sessions for parallel execution. Supports two actions:\n' +
        '- list: List all active sessions and their status\n' +
        '- destroy: Destroy an existing session\n\n' +
        'In multi-session mode, you can run multiple Stata tasks in parallel by specifying ' +
        'different session_id values in run_selection or run_file calls. ' +
        'Sessions are created automatically when needed.',
      inputSchema: {
        type: 'object',
        properties: {
          action: {
            type: 'string',
            enum: ['list', 'destroy'],
            default: 'list',
            description:
              "Action to perform: 'list' to show sessions, 'destroy' to remove a session",
          },
          session_id: {
            type: 'string',
            description: "Session ID. Required for 'destroy' action",
          },
        },
        title: 'stata_sessionArguments',
      },
    },
  ],
  // Over legacy HTTP+SSE fastapi_mcp makes the tools from the HTTP endpoints' descriptions.
  legacy: {
    serverInfo: FASTAPI_MCP_INFO,
    capabilities: FASTAPI_MCP_CAPABILITIES,
    tools: [
      {
        name: 'stata_run_selection',
        description:
          'Run Stata code selection\n\nExecute Stata code and return the output. Supports ' +
          'multi-session mode for parallel execution.\n\n' +
          '### Responses:\n\n**200**: Successful Response (Success Response)',
        inputSchema: {
          type: 'object',
          properties: { selection: { type: 'string', title: 'selection' }, ...SESSION_PROPERTIES },
          title: 'stata_run_selectionArguments',
          required: ['selection'],
        },
      },
      {
        name: 'stata_run_file',
        description:
          'Run Stata .do file\n\nExecute a Stata .do file and return the output. Supports ' +
          'timeout and multi-session mode.\n\n' +
          '### Responses:\n\n**200**: Successful Response (Success Response)',
        inputSchema: {
          type: 'object',
          properties: {
            file_path: { type: 'string', title: 'file_path' },
            timeout: { type: 'integer', default: 600, title: 'timeout' },
            ...SESSION_PROPERTIES,
          },
          title: 'stata_run_fileArguments',
          required: ['file_path'],
        },
      },
    ],
  },
  fileNotifications: () => tickNotifications(CADENCE),
  selectionNotifications: () => noNotifications(CADENCE),
  sdk: 'python',
  isResumable: false,
  admitsErrors: false,
  health: { service: 'Stata MCP Server', version: '0.4.1' },
  features: ['selection-stream', 'sessions', 'graphs', 'help'],
  stream: streamTail(CADENCE),
  wait: (call) => new ReturningCall(call, CADENCE).returned(),
  knowsWhatRuns: false,
  keepsHistory: false,
  fileText: wording({ withoutEcho: true }),
  selectionText: wording({ withoutEcho: false }),
  isLogged: true,
  outputTokensMax: 10_000,
  selectionTimeoutMs: 600_000,
  graceMs: 5000,
  busyWaitMs: 1000,
  sharesSessions: true,
  differences: [],
};

function wording(compact: { readonly withoutEcho: boolean }): Wording {
  return (call, outcome, { isRaw } = { isRaw: false }) => {
    switch (outcome.kind) {
      case 'refused':
        return `Error: ${outcome.reason}`;
      case 'timed-out':
        return `Error: Command timeout after ${(call.timeoutMs / 1000).toFixed(1)}s`;
      case 'ended':
        if (outcome.returnCode === 1) return 'Error: Execution cancelled';
        if (outcome.returnCode !== 0) return `Error: ${errorText(outcome.text)}`;
        return isRaw ? outcome.text : compactOutput(outcome.text, compact);
    }
  };
}
