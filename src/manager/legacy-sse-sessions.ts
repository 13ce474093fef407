import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { type JSONRPCMessage, JSONRPCMessageSchema } from '@modelcontextprotocol/sdk/types.js';
import type { Clock } from '../clock/clock.ts';
import { KEEP_ALIVE } from '../sse/keep-alive.ts';
import { expireWhenIdle } from './expire-when-idle.ts';
import { LegacySseTransport } from './legacy-sse-transport.ts';
import { initializeError } from './refused-body.ts';
import { idInUse, requestIdsIn } from './request-ids.ts';
import type { SessionManager } from './session-manager.ts';

export interface LegacySseSessionsOptions {
  /** Makes the MCP server of one new session. */
  readonly createServer: () => McpServer;
  readonly clock: Clock;
  /** The path at which messages are taken, as the client sees it: `/mcp/messages/`. */
  readonly messagesPath: string;
  /** How long a session may be idle before it is ended, in milliseconds of the clock; default 30 minutes. */
  readonly idleMs?: number;
  /** How many sessions there may be at once; default 100. One more is refused with 503. */
  readonly sessionsMax?: number;
  /** How often a stream with nothing to say says so, in milliseconds of the clock; default 15 s, 0 for never. */
  readonly keepAliveMs?: number;
  /** How it says so, with a comment; default `: keepalive`. */
  readonly keepAliveComment?: () => string;
}

const DEFAULTS = {
  idleMs: 30 * 60_000,
  sessionsMax: 100,
  keepAliveMs: 15_000,
  keepAliveComment: () => KEEP_ALIVE,
};

/**
 * The sessions of HTTP+SSE, the transport of MCP 2024-11-05: the diagnosis's Option 2, stata-mcp's `/mcp`.
 *
 *     GET  /mcp ────────────────────▶ event: endpoint    data: /mcp/messages/?session_id=…
 *     POST /mcp/messages/?session… ─▶ 202, and no more
 *                                     event: message     notifications and answers, of all calls
 *
 * One turns to it because it streams where the newer transport is broken, and so it does: the stream
 * is there before the first call, and no framework asks for a response to a call. What goes wrong is
 * what the newer one was made for. All depends on one connection: when it drops, the session is gone,
 * with what ran in it, and nothing can be resumed. The answer to a request isn't on its response, so
 * that a POST says 202 to what will fail. And who knows the id in the URL can speak for the client.
 *
 * It is no `SessionManager` around a transport but a table of its own. One handle serves both paths:
 *
 * @example
 * ```ts
 * await using legacy = new LegacySseSessions({ createServer, clock, messagesPath: '/mcp/messages/' });
 * const managers = { '/mcp': legacy.handle, '/mcp/messages/': legacy.handle };
 * const app = createApp({ manager, managers, health });
 * ```
 */
export class LegacySseSessions implements AsyncDisposable {
  readonly #options: Required<LegacySseSessionsOptions>;
  readonly #sessions = new Map<string, LegacySseTransport>();

  constructor(options: LegacySseSessionsOptions) {
    this.#options = { ...DEFAULTS, ...options };
  }

  /** How many sessions there are. */
  get size(): number {
    return this.#sessions.size;
  }

  /** Takes messages at `messagesPath`; at any other path it opens sessions. */
  readonly handle: SessionManager = async (request) => {
    const { pathname, searchParams } = new URL(request.url);
    const isMessage = withoutSlash(pathname) === withoutSlash(this.#options.messagesPath);
    const allowed = isMessage ? 'POST' : 'GET';
    if (request.method !== allowed) {
      return refuse(405, 'Method Not Allowed', { headers: { allow: allowed } });
    }
    return isMessage ? this.#take(request, searchParams.get('session_id')) : this.#open();
  };

  /** Ends all sessions, and their streams. */
  async close(): Promise<void> {
    await Promise.all([...this.#sessions.values()].map((session) => session.close()));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #open(): Promise<Response> {
    const { createServer, sessionsMax } = this.#options;
    if (this.#sessions.size >= sessionsMax) {
      return refuse(503, `Too many sessions: at most ${sessionsMax} at once`);
    }
    const session = new LegacySseTransport(this.#options);
    const server = createServer();
    this.#sessions.set(session.sessionId, session);
    session.onclose = () => this.#sessions.delete(session.sessionId);
    await server.connect(session);
    const { ended } = session;
    void expireWhenIdle({ idle: session, ended, close: () => session.close() }, this.#options);
    return session.response();
  }

  /** Refuses as fastapi_mcp does, word for word. */
  async #take(request: Request, id: string | null): Promise<Response> {
    if (id === null) return refuse(400, 'session_id is required');
    if (!/^[0-9a-f]{32}$/i.test(id)) return refuse(400, 'Invalid session ID');
    const session = this.#sessions.get(id.toLowerCase());
    if (session === undefined) return refuse(404, 'Could not find session');
    const message = await parseMessage(request);
    if (message === undefined) {
      return Response.json({ error: 'Could not parse message' }, { status: 400 });
    }
    const [inUse] = requestIdsIn(message).filter((id) => session.isInUse(id));
    if (inUse !== undefined) return idInUse(inUse);
    const refusal = initializeError(message);
    const headers = Object.fromEntries(request.headers);
    if (refusal !== null) void session.send(refusal).catch(() => {});
    else session.receive(message, { requestInfo: { headers, url: new URL(request.url) } });
    return Response.json({ message: 'Accepted' }, { status: 202 });
  }
}

/** The body as a message of JSON-RPC's, or undefined when it is none. */
async function parseMessage(request: Request): Promise<JSONRPCMessage | undefined> {
  try {
    return JSONRPCMessageSchema.parse(await request.json());
  } catch {
    return undefined;
  }
}

function refuse(status: number, detail: string, init: ResponseInit = {}): Response {
  return Response.json({ detail }, { ...init, status });
}

/** Express serves a path with and without its last slash. */
function withoutSlash(path: string): string {
  return path.replace(/\/$/, '');
}
