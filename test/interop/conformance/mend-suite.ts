import type { SessionManager } from '../../../src/manager/session-manager.ts';

const SAID = '2025-03-26';
const MEANT = '2025-11-25';

/**
 * Corrects the version that the suite's requests claim, as a later release of it does:
 * https://github.com/modelcontextprotocol/conformance/pull/366.
 *
 * 0.1.16 agrees on 2025-11-25, and then asks as a client of 2025-03-26 for what came in 2025-11-25
 * only: streams that begin with an empty event, and that the server may end to be resumed later.
 */
export function mendSuite(manager: SessionManager): SessionManager {
  return (request) => {
    if (request.headers.get('mcp-protocol-version') !== SAID) return manager(request);
    const headers = new Headers(request.headers);
    headers.set('mcp-protocol-version', MEANT);
    return manager(new Request(request, { headers }));
  };
}
