import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { AjvJsonSchemaValidator } from '@modelcontextprotocol/sdk/validation/ajv';
import type { Clock } from '../clock/clock.ts';
import { LogLevel } from './log-level.ts';
import { registerStreamProbe } from './stream-probe.ts';
import { VERSION } from './version.ts';

/** Shared, since building one takes its time and every session has a server. */
const jsonSchemaValidator = new AjvJsonSchemaValidator();

/** An MCP server, for one session, with the fixture tool and nothing else. There is no Stata in it. */
export function createStreamProbeServer({ clock }: { readonly clock: Clock }): McpServer {
  const server = new McpServer(
    { name: 'fake-stata-stream-probe', version: VERSION },
    { capabilities: { logging: {} }, jsonSchemaValidator },
  );
  const level = new LogLevel(server);
  registerStreamProbe(server, { clock, admits: (each) => level.admits(each) });
  return server;
}
