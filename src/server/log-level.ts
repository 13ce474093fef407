import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import {
  ErrorCode,
  type LoggingLevel,
  LoggingLevelSchema,
  McpError,
} from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';

/** From the least to the most severe; the order that the specification gives (RFC 5424). */
const LEVELS = LoggingLevelSchema.options;

const SetLevelRequest = z.object({
  method: z.literal('logging/setLevel'),
  params: z.object({ level: z.unknown() }).optional(),
});

/**
 * The level that a client has asked for by `logging/setLevel`. Until it asks, it gets everything.
 *
 * The SDK's own filter can't be used: it belongs to `sendLoggingMessage`, which can't relate a
 * message to a request and so sends it down the wrong stream.
 */
export class LogLevel {
  #least: LoggingLevel = 'debug';

  /** Answers this server's `logging/setLevel`; a level that doesn't exist is error -32602. */
  constructor(server: McpServer) {
    server.server.setRequestHandler(SetLevelRequest, ({ params }) => {
      const level = LoggingLevelSchema.safeParse(params?.level);
      if (!level.success) {
        throw new McpError(ErrorCode.InvalidParams, `level must be one of ${LEVELS.join(', ')}`);
      }
      this.#least = level.data;
      return {};
    });
  }

  admits(level: LoggingLevel): boolean {
    return LEVELS.indexOf(level) >= LEVELS.indexOf(this.#least);
  }
}
