import { KEEP_ALIVE } from '../sse/keep-alive.ts';
import { jsonRpcError } from './json-rpc-error.ts';
import { PYTHON_SDK_DIALECT } from './python-sdk-dialect.ts';

/** What a client can tell the official SDKs' servers from one another by, before any tool is called. */
export interface SdkDialect {
  /** A session id that can't be guessed. */
  readonly newSessionId: () => string;
  /** The answer to a request that its headers alone make unfit; null to leave that to the transport. */
  readonly refusalOf: (request: Request) => Response | null;
  /** The answer to a request without a session id. */
  readonly missingSession: () => Response;
  /** The answer to a request with the id of no session. */
  readonly unknownSession: () => Response;
  /**
   * What an event stream says when it has nothing to say: a comment, which clients ignore.
   *
   * @param nowEpochMs - what the wall's clock shows
   */
  readonly keepAliveComment: (nowEpochMs: number) => string;
}

const TYPESCRIPT_SDK_DIALECT: SdkDialect = {
  newSessionId: () => crypto.randomUUID(),
  refusalOf: () => null,
  missingSession: () => jsonRpcError(400, -32000, 'Bad Request: Mcp-Session-Id header is required'),
  unknownSession: () => jsonRpcError(404, -32001, 'Session not found'),
  keepAliveComment: () => KEEP_ALIVE,
};

/** The dialects of the official SDKs, by their language; the Python one's as stata-mcp 0.5.2 shows them. */
export const SDK_DIALECTS: Readonly<Record<'typescript' | 'python', SdkDialect>> = {
  typescript: TYPESCRIPT_SDK_DIALECT,
  python: PYTHON_SDK_DIALECT,
};
