import type { McpServer, RegisteredTool } from '@modelcontextprotocol/sdk/server/mcp.js';
import {
  ListToolsRequestSchema,
  type ListToolsResult,
  ToolSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';

const NO_INPUT = z.object({});

/**
 * Lists a server's tools with schemas of JSON Schema 2020-12, the protocol's default dialect. The
 * SDK's own list is of draft 7 and knows no `$defs`.
 *
 * @param tools - all of them, by their names
 */
export function listToolsInFull(
  server: McpServer,
  tools: Readonly<Record<string, RegisteredTool>>,
): void {
  server.server.setRequestHandler(
    ListToolsRequestSchema,
    (): ListToolsResult => ({
      tools: Object.entries(tools).map(([name, { description, inputSchema }]) =>
        ToolSchema.parse({ name, description, inputSchema: jsonSchemaOf(inputSchema) }),
      ),
    }),
  );
}

function jsonSchemaOf(schema: RegisteredTool['inputSchema']): unknown {
  return z.toJSONSchema(schema instanceof z.core.$ZodType ? schema : NO_INPUT, { io: 'input' });
}
