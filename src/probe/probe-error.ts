import { oneLine } from '../timeline/printable.ts';
import { withoutSecrets } from '../timeline/without-secrets.ts';

export type ProbeErrorCode =
  /** No connection could be made. */
  | 'unreachable'
  /** Something answers there, but it isn't MCP. */
  | 'not-mcp'
  /** An HTTP status other than success, and no JSON-RPC error to explain it. */
  | 'http-error'
  /** A JSON-RPC error in answer to what every server must be able to do. */
  | 'rpc-error'
  /** The answer never came, although the request was taken. */
  | 'no-result'
  /** The server sent more than was allowed. */
  | 'too-much'
  /** The server has no tool of that name. */
  | 'unknown-tool'
  /** The caller gave up. */
  | 'aborted';

/** Why a probe has nothing to show, in one line for the person who started it. */
export class ProbeError extends Error {
  override readonly name = 'ProbeError';
  readonly code: ProbeErrorCode;

  /** @param options.cause - what was thrown below, when something was */
  constructor(code: ProbeErrorCode, message: string, options?: ErrorOptions) {
    // Much of it is what a server says.
    super(oneLine(withoutSecrets(message)), options);
    this.code = code;
  }
}
