import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { Clock } from '../clock/clock.ts';
import { jsonRpcError } from './json-rpc-error.ts';
import { SDK_DIALECTS } from './sdk-dialect.ts';
import type { SessionManager } from './session-manager.ts';
import type { ResponseMode } from './sessions.ts';
import { readStateless } from './stateless-request.ts';
import { StatelessTransport } from './stateless-transport.ts';
import { Subscription } from './subscription.ts';

export interface StatelessRequestsOptions {
  /** Makes the MCP server of one request. */
  readonly createServer: () => McpServer;
  readonly clock: Clock;
  /** Default: `sse`. */
  readonly responseMode?: ResponseMode;
  /** How many requests may be answered at once; default 1000. One more is refused with 503. */
  readonly requestsMax?: number;
  /** How long an event stream may be silent before it says that it is alive; default 15 s, 0 for ever. */
  readonly keepAliveMs?: number;
  /**
   * How many bytes of a stream may wait for a slow reader; default 1 MiB. Then what sends them, and
   * so Stata, has to wait.
   */
  readonly waitingMax?: number;
}

const DEFAULTS = {
  responseMode: 'sse',
  requestsMax: 1000,
  keepAliveMs: 15_000,
  waitingMax: 1024 * 1024,
} as const;

/** What earlier versions had, and a server of theirs would still answer. */
const GONE: readonly string[] = [
  'initialize',
  'ping',
  'logging/setLevel',
  'resources/subscribe',
  'resources/unsubscribe',
];

/**
 * MCP 2026-07-28 for servers that were written before it: there are no sessions, so each request has a
 * server of its own. Nothing else is spoken here: GET and DELETE are answered with 405, and whatever a
 * request has of sessions or resumption is ignored.
 *
 *     POST ─ headers and body agree? ─▶ a server ─ event ─ event ─ result ─▶ the end of both
 *
 * A client that hangs up has cancelled: what runs for it is stopped.
 */
export class StatelessRequests implements AsyncDisposable {
  readonly #options: Required<StatelessRequestsOptions>;
  readonly #servers = new Set<McpServer>();
  readonly #subscriptions = new Set<Subscription>();

  constructor(options: StatelessRequestsOptions) {
    this.#options = { ...DEFAULTS, ...options };
  }

  /** How many requests are being answered. */
  get size(): number {
    return this.#servers.size + this.#subscriptions.size;
  }

  readonly handle: SessionManager = async (request) => {
    if (request.method !== 'POST') {
      return new Response(null, { status: 405, headers: { allow: 'POST' } });
    }
    const reading = await readStateless(request);
    if (reading.kind === 'refused') return reading.response;
    const { asked } = reading;
    if (GONE.includes(asked.method)) {
      return jsonRpcError(404, -32601, 'Method not found', asked.id);
    }
    const { createServer, requestsMax, ...options } = this.#options;
    if (this.size >= requestsMax) {
      return jsonRpcError(503, -32603, `Too many requests: at most ${requestsMax} at once`);
    }
    const keepAliveComment = () => SDK_DIALECTS.typescript.keepAliveComment(0);
    if (asked.method === 'subscriptions/listen') {
      return this.#subscribe(new Subscription(asked.id, { ...options, keepAliveComment }));
    }
    const transport = new StatelessTransport(asked, { ...options, keepAliveComment });
    const server = createServer();
    this.#servers.add(server);
    const hangUp = (): void => void server.close();
    request.signal.addEventListener('abort', hangUp, { once: true });
    transport.onclose = () => {
      this.#servers.delete(server);
      request.signal.removeEventListener('abort', hangUp);
    };
    await server.connect(transport);
    return await transport.answer();
  };

  #subscribe(subscription: Subscription): Response {
    this.#subscriptions.add(subscription);
    void subscription.over.then(() => this.#subscriptions.delete(subscription));
    return subscription.response;
  }

  async close(): Promise<void> {
    for (const subscription of this.#subscriptions) subscription.end();
    await Promise.all([...this.#servers].map((server) => server.close()));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
