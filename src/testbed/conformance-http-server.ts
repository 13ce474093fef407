import type { Clock } from '../clock/clock.ts';
import { createApp } from '../http/create-app.ts';
import type { ManagerName } from '../manager/managers.ts';
import type { SessionManager } from '../manager/session-manager.ts';
import { createConformanceServer } from '../server/conformance/conformance-server.ts';
import { DisposalStack } from './disposal-stack.ts';
import { createManagedEndpoint, type ManagedEndpoint } from './managed-endpoint.ts';
import { type McpHttpServer, serveApp } from './serve-app.ts';

/** What the official conformance suite asks a server for, behind a manager, in this process. */
export function createConformanceEndpoint(manager: ManagerName, clock: Clock): ManagedEndpoint {
  return createManagedEndpoint({
    manager,
    clock,
    createServer: () => createConformanceServer({ clock }),
  });
}

export interface ConformanceHttpServerOptions {
  readonly manager: ManagerName;
  readonly clock: Clock;
  /** 0, the default, takes any free one. */
  readonly port?: number;
  /** Puts something before the manager; nothing by default. */
  readonly before?: (manager: SessionManager) => SessionManager;
}

/**
 * The same on a socket of 127.0.0.1.
 *
 * @throws ListenError when the port can't be had
 */
export async function openConformanceHttpServer({
  manager,
  clock,
  port = 0,
  before = (same) => same,
}: ConformanceHttpServerOptions): Promise<McpHttpServer> {
  await using starting = new DisposalStack();
  const { handle } = starting.use(createConformanceEndpoint(manager, clock));
  const app = createApp({ manager: before(handle), health: () => ({ status: 'ok' }) });
  return serveApp(starting, { app, port });
}
