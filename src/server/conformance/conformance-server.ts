import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { AjvJsonSchemaValidator } from '@modelcontextprotocol/sdk/validation/ajv';
import type { Clock } from '../../clock/clock.ts';
import { LogLevel } from '../log-level.ts';
import { VERSION } from '../version.ts';
import { registerAskingTools } from './asking-tools.ts';
import { registerContentTools } from './content-tools.ts';
import { registerPrompts } from './prompts.ts';
import { registerResources } from './resources.ts';
import { listToolsInFull } from './tool-list.ts';
import { registerWorkingTools } from './working-tools.ts';

/** Shared, since building one takes its time and every session has a server. */
const jsonSchemaValidator = new AjvJsonSchemaValidator();

export interface ConformanceServerOptions {
  /** What the tools wait by. */
  readonly clock: Clock;
}

/**
 * An MCP server, for one session, with what the official conformance suite asks every server for:
 * `@modelcontextprotocol/conformance` can judge a protocol only by tools, resources and prompts whose
 * names and shapes it knows. There is no Stata behind it. Put before it whatever is to be judged, a
 * session manager say.
 *
 * @example
 * ```ts
 * const sessions = new Sessions({ clock, createServer: () => createConformanceServer({ clock }) });
 * ```
 */
export function createConformanceServer({ clock }: ConformanceServerOptions): McpServer {
  const server = new McpServer(
    { name: 'fake-stata-conformance', version: VERSION },
    { capabilities: { logging: {} }, jsonSchemaValidator },
  );
  const level = new LogLevel(server);
  listToolsInFull(server, {
    ...registerContentTools(server),
    ...registerWorkingTools(server, { clock, level }),
    ...registerAskingTools(server),
  });
  registerResources(server);
  registerPrompts(server);
  return server;
}
