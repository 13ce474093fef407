import { type HttpServer, type ListenOptions, listen } from '../http/listen.ts';
import type { DisposalStack } from './disposal-stack.ts';

/** A server with an MCP endpoint. */
export interface McpHttpServer extends HttpServer {
  /** Where `/mcp-streamable` is. */
  readonly mcpUrl: string;
}

/**
 * Serves an application; closing the server closes what stands behind it as well, the server first.
 *
 * @param behind - what stands behind it; taken over at once, and closed when nothing comes of it
 * @throws ListenError when the port can't be had
 */
export async function serveApp(
  behind: DisposalStack,
  options: ListenOptions,
): Promise<McpHttpServer> {
  await using starting = behind.move();
  const server = starting.use(await listen(options));
  const owned = starting.move();
  const close = (): Promise<void> => owned[Symbol.asyncDispose]();
  return {
    ...server,
    mcpUrl: `${server.url}/mcp-streamable`,
    close,
    [Symbol.asyncDispose]: close,
  };
}
