import {
  InitializeRequestSchema,
  type JSONRPCErrorResponse,
  RequestIdSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { jsonRpcError } from './json-rpc-error.ts';

/** The answer to a body that the SDK would take, or refuse for another reason; null for any other. */
export function refusedBody(body: unknown): Response | null {
  const messages: readonly unknown[] = Array.isArray(body) ? body : [body];
  if (messages.length === 0) {
    return jsonRpcError(400, -32600, 'Invalid Request: a batch of no messages');
  }
  const error = messages.map(initializeError).find((each) => each !== null);
  return error === undefined ? null : Response.json(error, { status: 400 });
}

/** What to answer to a request to `initialize` whose parameters are wrong; null to anything else. */
export function initializeError(message: unknown): JSONRPCErrorResponse | null {
  if (typeof message !== 'object' || message === null) return null;
  if (!('method' in message && message.method === 'initialize' && 'id' in message)) return null;
  const id = RequestIdSchema.safeParse(message.id);
  const request = InitializeRequestSchema.safeParse(message);
  if (request.success || !id.success) return null;
  const reasons = request.error.issues.map(({ path, message: why }) => `${path.join('.')}: ${why}`);
  const error = { code: -32602, message: `Invalid params: ${reasons.join('; ')}` };
  return { jsonrpc: '2.0', id: id.data, error };
}
