import type { SessionManager } from './session-manager.ts';
import { STATELESS_VERSION } from './stateless-request.ts';

/**
 * One endpoint for clients of both eras: what says in a header that it is of 2026-07-28 or later
 * stands for itself, and everything else belongs to a session or begins one.
 */
export function eitherEra(withSessions: SessionManager, without: SessionManager): SessionManager {
  return (request) => (isOfLaterEra(request.headers) ? without(request) : withSessions(request));
}

function isOfLaterEra(headers: Headers): boolean {
  if (headers.has('mcp-method')) return true;
  const version = headers.get('mcp-protocol-version') ?? '';
  // Versions are dates, and so in the order of their text.
  return /^\d{4}-\d\d-\d\d$/.test(version) && version >= STATELESS_VERSION;
}
