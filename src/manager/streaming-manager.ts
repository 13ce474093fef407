import type { SessionManager } from './session-manager.ts';

/**
 * Hands the response through as it is: its body is a stream, and each event leaves when it is made.
 *
 *     Stata ─ "iteration 1" ─▶ transport ─ event ─▶ response.body ─ event ─▶ client
 *
 * That is the whole repair. No queue, no copy, no poll: the status, the headers and the end of the
 * stream are the transport's own, and so can't be got wrong here.
 */
export function streamingManager(transport: SessionManager): SessionManager {
  return (request) => transport(request);
}
