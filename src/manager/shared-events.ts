import type { MemoryShare } from '../stata/memory/memory-budget.ts';
import type { MemoryEventStore } from './memory-event-store.ts';

/**
 * Events that several replicas of a server share, so that a client which lost its connection, and its
 * replica, is given by another one what it missed. Sessions themselves aren't shared: a Stata is in one
 * process, and everything but resuming has to reach that one.
 */
export interface SharedEvents {
  /**
   * Where a new session of this replica keeps its events.
   *
   * @param share - what it may have of the process's memory
   * @param onTaken - is told of a stream that its client has resumed at another replica
   */
  open(
    sessionId: string,
    share?: MemoryShare,
    onTaken?: (stream: string) => void,
  ): MemoryEventStore;
  /**
   * Answers a client that asks for what it missed in another replica's session.
   *
   * @returns null when the request asks for something else, or nobody knows the session
   */
  resume(request: Request, sessionId: string): Promise<Response | null>;
  /** The client has ended the session. Never rejects: what isn't forgotten now is forgotten in time. */
  forget(sessionId: string): Promise<void>;
}
