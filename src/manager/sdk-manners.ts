import { randomUUID } from 'node:crypto';
import { jsonRpcError } from './json-rpc-error.ts';

/** What a client can tell the official SDKs' servers from one another by, before any tool is called. */
export interface SdkManners {
  /** A session id that can't be guessed. */
  readonly newSessionId: () => string;
  /** The answer to a request without a session id. */
  readonly missingSession: () => Response;
}

/** The manners of the official SDKs, by their language; the Python one's as stata-mcp 0.5.2 shows them. */
export const SDK_MANNERS: Readonly<Record<'typescript' | 'python', SdkManners>> = {
  typescript: {
    newSessionId: randomUUID,
    missingSession: () =>
      jsonRpcError(400, -32000, 'Bad Request: Mcp-Session-Id header is required'),
  },
  python: {
    newSessionId: () => randomUUID().replaceAll('-', ''),
    missingSession: () =>
      jsonRpcError(400, -32600, 'Bad Request: Missing session ID', 'server-error'),
  },
};
