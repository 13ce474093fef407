import { createApp } from '../http/create-app.ts';
import { type HttpServer, listen } from '../http/listen.ts';
import type { ManagerName } from '../manager/managers.ts';
import { VERSION } from '../server/version.ts';
import type { Emission } from '../timeline/emission.ts';
import { createEndpoint, type EndpointOptions } from './endpoint.ts';

export interface StataHttpServerOptions extends Omit<EndpointOptions, 'manager' | 'record'> {
  /** Each answers at `/managers/<name>/mcp`, with a Stata of its own; the first at `/mcp-streamable` too. */
  readonly managers: readonly [ManagerName, ...ManagerName[]];
  /** Is told of everything said, and behind which manager. By default nobody is. */
  readonly record?: (emission: Emission, manager: ManagerName) => void;
  /** 0, the default, takes any free one. */
  readonly port?: number;
}

export interface StataHttpServer extends HttpServer {
  /** Where the first manager answers. */
  readonly mcpUrl: string;
  /** Where one of the managers answers. */
  managerUrl(manager: ManagerName): string;
}

/**
 * The whole server on a socket of 127.0.0.1.
 *
 * @throws ListenError when the port can't be had
 */
export async function openStataHttpServer(
  options: StataHttpServerOptions,
): Promise<StataHttpServer> {
  const { managers, record = () => {}, port = 0, ...shared } = options;
  const [first, ...others] = managers;
  await using starting = new AsyncDisposableStack();
  const endpointOf = (manager: ManagerName) =>
    starting.use(
      createEndpoint({ ...shared, manager, record: (emission) => record(emission, manager) }),
    ).handle;
  const main = endpointOf(first);
  const app = createApp({
    manager: main,
    managers: {
      [managerPath(first)]: main,
      ...Object.fromEntries(others.map((name) => [managerPath(name), endpointOf(name)])),
    },
    health: () => ({
      status: 'ok',
      service: 'fake-stata',
      version: VERSION,
      stata_available: true,
    }),
  });
  const server = starting.use(await listen({ app, port }));
  const started = starting.move();
  const close = (): Promise<void> => started.disposeAsync();
  return {
    ...server,
    mcpUrl: `${server.url}/mcp-streamable`,
    managerUrl: (manager) => server.url + managerPath(manager),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function managerPath(manager: ManagerName): string {
  return `/managers/${manager}/mcp`;
}
