import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { McpError } from '@modelcontextprotocol/sdk/types.js';
import { type Asked, aborted, brokenOff, refused, unsent } from './failure.ts';
import { ProbeError } from './probe-error.ts';

/** The client throws errors of this class that no server sent, and only their words tell. */
const TIMED_OUT = 'MCP error -32001: Request timed out';
const CLOSED = 'MCP error -32000: Connection closed';

/** A JSON-RPC error from the server, as the official client reports it. */
export function rpcErrorIn(error: unknown): { code: number; text: string } | undefined {
  if (!(error instanceof McpError)) return undefined;
  if (error.message === TIMED_OUT || error.message === CLOSED) return undefined;
  const { code, message } = error;
  return { code, text: message.replace(`MCP error ${code}: `, '') };
}

/** Whatever the official client threw. */
export function explainSdk(asked: Asked, error: unknown, signal: AbortSignal): ProbeError {
  if (signal.aborted) return aborted(asked, signal);
  const rpcError = rpcErrorIn(error);
  if (rpcError !== undefined) return refused(asked, rpcError.code, rpcError.text);
  if (error instanceof McpError && error.message === TIMED_OUT) return timedOut(asked, error);
  if (error instanceof StreamableHTTPError) return unexpectedHttp(asked, error);
  return error instanceof TypeError ? unsent(asked, error) : brokenOff(asked, error);
}

function timedOut({ url, method }: Asked, cause: McpError): ProbeError {
  const advice = 'allow more time, or see with the wire probe what came instead';
  const message = `${url}: the official client heard no answer to ${method} in time: ${advice}`;
  return new ProbeError('no-result', message, { cause });
}

function unexpectedHttp({ url, method }: Asked, error: StreamableHTTPError): ProbeError {
  const { code = -1, message } = error;
  // The client gives no status, and the code -1, to what is neither JSON nor an event stream.
  if (code === -1 && method === 'initialize') {
    return new ProbeError('not-mcp', `${url} is not an MCP server: ${message}`, { cause: error });
  }
  const firstLine = message.split('\n', 1)[0];
  const text = `${url}: ${method} was answered with ${code}: ${firstLine}`;
  return new ProbeError('http-error', text, { cause: error });
}
