import express, { type Express } from 'express';
import type { Clock } from '../clock/clock.ts';
import type { SessionManager } from '../manager/session-manager.ts';
import { bearerToken } from './bearer-token.ts';
import { handleErrors } from './handle-errors.ts';
import { localOnly } from './local-only.ts';
import { mcpEndpoint } from './mcp-endpoint.ts';
import { passTo } from './pass-to.ts';
import { refuseDeepJson } from './refuse-deep-json.ts';
import { refuseOddRequests } from './refuse-odd-requests.ts';
import { type RequestRecord, requestLog } from './request-log.ts';
import { SAFE_HEADERS } from './safe-headers.ts';
import { sameOriginOnly } from './same-origin-only.ts';
import { sendError } from './send-error.ts';
import type { Site } from './site.ts';
import type { StataApi } from './stata-api.ts';

const BODY_LIMIT_BYTES = 4 * 1024 * 1024;

export interface AppOptions {
  /** Answers at `/mcp-streamable`. */
  readonly manager: SessionManager;
  /** Further managers, by the paths that they answer at. None by default. */
  readonly managers?: Readonly<Record<string, SessionManager>>;
  /** Answers what is asked without MCP, and null to what it doesn't know. None by default. */
  readonly api?: StataApi;
  /** Pages for people, and what they talk to. None by default. */
  readonly site?: Site;
  /** What `GET /health` says; asked anew for each request. */
  readonly health: () => Readonly<Record<string, unknown>>;
  /** Host names to answer to beside the loopback ones. None by default. */
  readonly allowedHosts?: readonly string[];
  /**
   * Whether pages of other sites may have a browser ask for everything, as stata-mcp lets them; default
   * false. Then they may have nothing but this site's pages, and those not in themselves.
   */
  readonly allowCrossSite?: boolean;
  /** What clients have to show, as `Authorization: Bearer …`. Nothing by default. */
  readonly token?: string;
  /** Is told of each request that is over, by this clock. By default nobody is. */
  readonly log?: { readonly clock: Clock; readonly onRequest: (record: RequestRecord) => void };
  /** How long a request's body may be; 4 MiB by default. */
  readonly bodyLimitBytes?: number;
  /** Is told of every failure inside, which clients are not. By default a process warning. */
  readonly onError?: (error: unknown) => void;
}

/**
 * The HTTP surface, as an express application.
 *
 * @example
 * ```ts
 * const app = createApp({ manager, health: () => ({ status: 'ok' }) });
 * await using server = await listen({ app });
 * ```
 */
export function createApp(options: AppOptions): Express {
  const { bodyLimitBytes = BODY_LIMIT_BYTES, onError = warn, allowCrossSite = false } = options;
  const app = express().disable('x-powered-by').disable('etag');

  if (options.log !== undefined) app.use(requestLog(options.log.clock, options.log.onRequest));
  app.use((_req, res, next) => {
    res.set(SAFE_HEADERS);
    if (allowCrossSite) res.set('Cross-Origin-Resource-Policy', 'cross-origin');
    next();
  });
  app.use(refuseOddRequests, localOnly(options.allowedHosts));
  for (const [path, page] of Object.entries(options.site?.pages ?? {})) {
    app.get(path, passTo(page));
  }
  if (!allowCrossSite) app.use(sameOriginOnly(options.allowedHosts));
  if (options.token !== undefined) app.use(bearerToken(options.token));
  const managers = { '/mcp-streamable': options.manager, ...options.managers };
  for (const [path, manager] of Object.entries(managers)) {
    app.all(path, mcpEndpoint(manager, bodyLimitBytes));
  }
  app.get('/health', (_req, res) => {
    res.json(options.health());
  });
  const body = express.raw({ type: () => true, limit: bodyLimitBytes, inflate: false });
  for (const api of [options.api, options.site?.api]) {
    if (api !== undefined) app.use(body, refuseDeepJson, passTo(api)); // What has been read isn't read again.
  }
  app.use((req, res) => {
    sendError(res, 404, `there is no ${req.method} ${req.path}`);
  });
  app.use(handleErrors(onError));
  return app;
}

function warn(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : String(error));
}
