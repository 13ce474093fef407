import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { RequestHandlerExtra } from '@modelcontextprotocol/sdk/shared/protocol.js';
import type {
  CallToolResult,
  ServerNotification,
  ServerRequest,
} from '@modelcontextprotocol/sdk/types.js';
import { AjvJsonSchemaValidator } from '@modelcontextprotocol/sdk/validation/ajv';
import { z } from 'zod';
import type { Clock } from '../clock/clock.ts';
import type { Stata } from '../stata/stata.ts';
import { LogLevel } from './log-level.ts';
import type { Notice, Reader } from './reader.ts';
import { VERSION } from './version.ts';

type Extra = RequestHandlerExtra<ServerRequest, ServerNotification>;

/** The logger that stata-mcp names in its notifications. */
const LOGGER = 'stata-mcp';

/** Shared, since building one takes longer than a whole virtual run. */
const jsonSchemaValidator = new AjvJsonSchemaValidator();

const SelectionInput = z.object({ selection: z.string().describe('The Stata code to run.') });
const FileInput = z.object({ file_path: z.string().describe('The path of the .do file to run.') });

/** What one client's server is made of. */
export interface StataServerOptions {
  readonly stata: Stata;
  readonly reader: Reader;
  readonly clock: Clock;
}

/**
 * An MCP server with stata-mcp's two tools, for one session.
 *
 * While Stata runs, each notice goes to the client as `notifications/message` and, if the client gave
 * a progress token, as `notifications/progress`; both are related to the call, so that they travel on
 * its own stream.
 */
export function createStataServer(options: StataServerOptions): McpServer {
  const server = new McpServer(
    { name: 'fake-stata', version: VERSION },
    { capabilities: { logging: {} }, jsonSchemaValidator },
  );
  const level = new LogLevel(server);

  server.registerTool(
    'stata_run_selection',
    {
      description: 'Run Stata code and hear its output while it runs.',
      inputSchema: SelectionInput,
    },
    ({ selection }, extra) => runCode(selection, 'selection', { ...options, level, extra }),
  );
  server.registerTool(
    'stata_run_file',
    { description: 'Run a .do file and hear its output while it runs.', inputSchema: FileInput },
    async ({ file_path }, extra) => {
      const code = readCode(file_path);
      if (code === null) return failed(`Error: File not found: ${file_path}`);
      return runCode(code, basename(file_path), { ...options, level, extra });
    },
  );
  return server;
}

async function runCode(
  code: string,
  label: string,
  context: StataServerOptions & { readonly level: LogLevel; readonly extra: Extra },
): Promise<CallToolResult> {
  const { stata, reader, clock, level, extra } = context;
  const { signal } = extra;
  const notices = reader({ label, outputs: stata.run(code, { signal }), clock, signal });
  for (let count = 1; ; count += 1) {
    const next = await notices.next();
    if (next.done) {
      const { text, returnCode } = next.value;
      return { content: [{ type: 'text', text }], isError: returnCode !== 0 };
    }
    // A cancelled call is told nothing more, not even that it broke.
    if (!signal.aborted) await tell(next.value, count, level, extra);
  }
}

async function tell(notice: Notice, count: number, level: LogLevel, extra: Extra): Promise<void> {
  if (level.admits(notice.level)) {
    await extra.sendNotification({
      method: 'notifications/message',
      params: { level: notice.level, logger: LOGGER, data: notice.text },
    });
  }
  const progressToken = extra._meta?.progressToken;
  if (progressToken !== undefined) {
    await extra.sendNotification({
      method: 'notifications/progress',
      // Counted, not timed: progress must increase even when two lines fall on one instant.
      params: { progressToken, progress: count, message: notice.text },
    });
  }
}

/** Reads at one go: virtual time must not move on while a file is being read. */
function readCode(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function failed(text: string): CallToolResult {
  return { content: [{ type: 'text', text }], isError: true };
}
