import {
  type JSONRPCMessage,
  type RequestId,
  RequestIdSchema,
} from '@modelcontextprotocol/sdk/types.js';
import type { Clock } from '../clock/clock.ts';

/** Whether a session is in use, from the messages that pass. Idle is a matter of requests, not of streams. */
export class SessionActivity {
  readonly #clock: Clock;
  readonly #running = new Set<RequestId>();
  #lastActiveMs: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#lastActiveMs = clock.now();
  }

  /** How long nothing has been asked of the session, in milliseconds; 0 while a request runs. */
  get idleForMs(): number {
    return this.#running.size > 0 ? 0 : this.#clock.now() - this.#lastActiveMs;
  }

  /** Whether a request is being worked on. */
  isRunning(id: RequestId): boolean {
    return this.#running.has(id);
  }

  /** Notes that something was asked, whatever it is. */
  touched(): void {
    this.#lastActiveMs = this.#clock.now();
  }

  /** Notes what the client says. */
  received(message: JSONRPCMessage): void {
    this.#lastActiveMs = this.#clock.now();
    if ('method' in message && 'id' in message) this.#running.add(message.id);
    const cancelled = cancelledBy(message);
    if (cancelled !== null) this.#running.delete(cancelled);
  }

  /** Notes what the server says: an answer is a request's end. */
  sent(message: JSONRPCMessage): void {
    if ('method' in message || message.id === undefined) return;
    this.#running.delete(message.id);
    this.#lastActiveMs = this.#clock.now();
  }
}

/** The request that a message cancels, or null when it is another kind of message. */
export function cancelledBy(message: JSONRPCMessage): RequestId | null {
  if (!('method' in message) || message.method !== 'notifications/cancelled') return null;
  const requestId = RequestIdSchema.safeParse(message.params?.requestId);
  return requestId.success ? requestId.data : null;
}
