import type { RequestId } from '@modelcontextprotocol/sdk/types.js';

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
