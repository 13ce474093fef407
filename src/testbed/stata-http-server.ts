import { type AppOptions, createApp } from '../http/create-app.ts';
import type { ListenOptions } from '../http/listen.ts';
import type { RequestRecord } from '../http/request-log.ts';
import { createStataApi } from '../http/stata-api.ts';
import { LegacySseSessions } from '../manager/legacy-sse-sessions.ts';
import type { ManagerName } from '../manager/managers.ts';
import { SDK_DIALECTS } from '../manager/sdk-dialect.ts';
import type { CallRecord } from '../server/call-record.ts';
import { openProfile } from '../server/profiles.ts';
import type { Emission } from '../timeline/emission.ts';
import { DisposalStack } from './disposal-stack.ts';
import { createEndpoint, type EndpointOptions } from './endpoint.ts';
import { type McpHttpServer, serveApp } from './serve-app.ts';

export interface StataHttpServerOptions
  extends Omit<EndpointOptions, 'manager' | 'record' | 'onCall'>,
    Pick<AppOptions, 'token' | 'site' | 'allowedHosts' | 'allowCrossSite'>,
    Pick<ListenOptions, 'host'> {
  /**
   * Each answers at `/managers/<name>/mcp`, with Statas of its own; the first at `/mcp-streamable`
   * too, and the endpoints without MCP share its Statas. Legacy HTTP+SSE is at
   * `/mcp` and `/managers/legacy-sse/mcp`.
   */
  readonly managers: readonly [ManagerName, ...ManagerName[]];
  /**
   * Whether `/mcp-streamable` speaks legacy HTTP+SSE, as a server that knows nothing newer: its
   * messages go to `/mcp-streamable/messages/`. Default: false.
   */
  readonly isLegacy?: boolean;
  /** Is told of everything said, and behind which manager. By default nobody is. */
  readonly record?: (emission: Emission, manager: ManagerName) => void;
  /** Are told of each request and each tool call that is over. By default nobody is. */
  readonly log?: {
    readonly onRequest: (record: RequestRecord) => void;
    readonly onCall: (record: CallRecord, manager: ManagerName) => void;
  };
  /** 0, the default, takes any free one. */
  readonly port?: number;
}

export interface StataHttpServer extends McpHttpServer {
  /** Where one of the managers answers. */
  managerUrl(manager: ManagerName): string;
}

/**
 * The whole server on a socket.
 *
 * @throws ListenError when the port can't be had
 */
export async function openStataHttpServer(
  options: StataHttpServerOptions,
): Promise<StataHttpServer> {
  const { managers, record = () => {}, port = 0, host = '127.0.0.1', ...shared } = options;
  const { log, token, site, isLegacy, allowedHosts = [], allowCrossSite = false } = options;
  const [first, ...others] = managers;
  const { clock, sessions: { keepAliveMs } = {} } = shared;
  const profile = openProfile(shared.profile, shared.outputTokensMax);
  const { keepAliveComment } = SDK_DIALECTS[profile.sdk];
  await using starting = new DisposalStack();
  const endpointOf = (manager: ManagerName) =>
    starting.use(
      createEndpoint({
        ...shared,
        manager,
        record: (emission) => record(emission, manager),
        onCall: (call) => log?.onCall(call, manager),
      }),
    );
  const { createLegacyServer: createServer, handle, stataSessions: sessions } = endpointOf(first);
  const legacyAt = (path: string, messagesPath: string) => {
    const { startEpochMs = 0 } = shared;
    const legacy = new LegacySseSessions({
      ...shared.sessions,
      createServer,
      clock,
      messagesPath,
      keepAliveComment: () => keepAliveComment(startEpochMs + clock.now()),
    });
    const { handle } = starting.use(legacy);
    return { [path]: handle, [messagesPath]: handle };
  };
  const app = createApp({
    manager: handle,
    managers: {
      ...legacyAt('/mcp', '/mcp/messages/'),
      ...legacyAt('/managers/legacy-sse/mcp', '/managers/legacy-sse/mcp/messages/'),
      [managerPath(first)]: handle,
      ...(isLegacy ? legacyAt('/mcp-streamable', '/mcp-streamable/messages/') : {}),
      ...Object.fromEntries(others.map((name) => [managerPath(name), endpointOf(name).handle])),
    },
    api: createStataApi({
      sessions,
      profile,
      clock,
      ...(keepAliveMs === undefined ? {} : { keepAliveMs }),
      onCall: (call) => log?.onCall(call, first),
    }),
    health: () => ({ status: 'ok', ...profile.health, stata_available: true }),
    ...(token === undefined ? {} : { token }),
    allowedHosts,
    allowCrossSite,
    ...(site === undefined ? {} : { site }),
    ...(log === undefined ? {} : { log: { clock, onRequest: log.onRequest } }),
  });
  const server = await serveApp(starting, { app, port, host });
  return { ...server, managerUrl: (manager) => server.url + managerPath(manager) };
}

function managerPath(manager: ManagerName): string {
  return `/managers/${manager}/mcp`;
}
