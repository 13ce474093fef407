import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { Clock } from '../../clock/clock.ts';
import { MANAGERS, type ManagerName } from '../../manager/managers.ts';
import type { SessionManager } from '../../manager/session-manager.ts';
import { StatelessRequests } from '../../manager/stateless-requests.ts';
import { createStreamProbeServer } from '../../server/stream-probe-server.ts';
import type { ManagedEndpoint } from '../../testbed/managed-endpoint.ts';

export interface StatelessOptions {
  readonly clock: Clock;
  /** Default: the fixture tool, and nothing wrong with it. */
  readonly createServer?: () => McpServer;
  /** Default: `streaming`. */
  readonly manager?: ManagerName;
  /** Puts something before the manager; nothing by default. */
  readonly before?: (manager: SessionManager, options: { readonly clock: Clock }) => SessionManager;
}

/** The server that specimens of 2026-07-28 are made from. As it is, it keeps every rule. */
export function openStateless(options: StatelessOptions): ManagedEndpoint {
  const { clock, manager = 'streaming', before = (same) => same } = options;
  const { createServer = () => createStreamProbeServer({ clock }) } = options;
  const requests = new StatelessRequests({ createServer, clock });
  return {
    handle: before(MANAGERS[manager].wrap(requests.handle, { clock }), { clock }),
    [Symbol.asyncDispose]: () => requests.close(),
  };
}
