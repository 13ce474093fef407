import type { RequestId } from '@modelcontextprotocol/sdk/types.js';
import { jsonRpcError } from './json-rpc-error.ts';

/** The ids of the JSON-RPC requests in a body, which may be one message or several. */
export function requestIdsIn(body: unknown): readonly RequestId[] {
  return (Array.isArray(body) ? body : [body]).flatMap(requestIdOf);
}

function requestIdOf(message: unknown): readonly RequestId[] {
  if (typeof message !== 'object' || message === null) return [];
  if (!('method' in message && 'id' in message)) return [];
  const { id } = message;
  return typeof id === 'string' || typeof id === 'number' ? [id] : [];
}

/**
 * Refuses a request with the id of another that isn't answered yet: what is said for either would go to
 * one and the same stream. The refusal has no id, or it would pass for the other's answer.
 */
export function idInUse(id: RequestId): Response {
  const name = JSON.stringify(id);
  return jsonRpcError(
    400,
    -32600,
    `Invalid Request: a request with the id ${name} is not answered yet`,
  );
}
