import type { Clock } from '../../../src/clock/clock.ts';
import { RealClock } from '../../../src/clock/real-clock.ts';
import { createApp } from '../../../src/http/create-app.ts';
import { listen } from '../../../src/http/listen.ts';
import { MANAGERS, type ManagerDesign, type ManagerName } from '../../../src/manager/managers.ts';
import type { SessionManager } from '../../../src/manager/session-manager.ts';
import { Sessions } from '../../../src/manager/sessions.ts';
import { createConformanceServer } from '../../../src/server/conformance-server.ts';

export interface ConformanceEndpoint extends AsyncDisposable {
  readonly handle: SessionManager;
}

/** The suite's fixtures behind a manager, in this process. */
export function createConformanceEndpoint(name: ManagerName, clock: Clock): ConformanceEndpoint {
  const { responseMode, wrap }: ManagerDesign = MANAGERS[name];
  const createServer = () => createConformanceServer({ clock });
  const sessions = new Sessions({ clock, createServer, responseMode });
  return {
    handle: wrap(sessions.handle, { clock }),
    [Symbol.asyncDispose]: () => sessions.close(),
  };
}

export interface ConformanceHttpServer extends AsyncDisposable {
  readonly mcpUrl: string;
}

/**
 * The same on a socket, in real time.
 *
 * @param before - puts something before the manager; nothing by default
 */
export async function openConformanceHttpServer(
  name: ManagerName,
  before: (manager: SessionManager) => SessionManager = (manager) => manager,
): Promise<ConformanceHttpServer> {
  await using starting = new AsyncDisposableStack();
  const { handle } = starting.use(createConformanceEndpoint(name, new RealClock()));
  const app = createApp({ manager: before(handle), health: () => ({ status: 'ok' }) });
  const { url } = starting.use(await listen({ app }));
  const started = starting.move();
  return {
    mcpUrl: `${url}/mcp-streamable`,
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
}
