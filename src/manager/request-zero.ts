import type { JSONRPCMessage, RequestId } from '@modelcontextprotocol/sdk/types.js';
import { cancelledBy } from './session-activity.ts';

/**
 * Stands for request id 0. JSON-RPC allows it, but the SDK's protocol takes it for "no id" when it is
 * to be cancelled, and goes on. So inside a transport the request has another name, that no client can guess.
 */
const ZERO = `request 0 ${crypto.randomUUID()}`;

/** The name that a request has inside. */
export function inwardId(id: RequestId): RequestId {
  return id === 0 ? ZERO : id;
}

/** The name that a request has for its client. */
export function outwardId(id: RequestId): RequestId {
  return id === ZERO ? 0 : id;
}

/** Renames the request that a message from the client is, or cancels. The message is changed. */
export function renameInward(message: JSONRPCMessage): void {
  if (!('method' in message)) return;
  if ('id' in message) message.id = inwardId(message.id);
  const cancelled = cancelledBy(message);
  if (cancelled !== null) message.params = { ...message.params, requestId: inwardId(cancelled) };
}

/** A message to the client, with the name that its client gave the request. */
export function renamedOutward(message: JSONRPCMessage): JSONRPCMessage {
  if ('method' in message || message.id !== ZERO) return message;
  return { ...message, id: 0 };
}
