import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { isInitializeRequest } from '@modelcontextprotocol/sdk/types.js';
import type { Clock } from '../clock/clock.ts';
import { MemoryBudget } from '../stata/memory/memory-budget.ts';
import { expireWhenIdle } from './expire-when-idle.ts';
import { jsonRpcError } from './json-rpc-error.ts';
import { MemoryEventStore } from './memory-event-store.ts';
import { refusedBody } from './refused-body.ts';
import { SDK_DIALECTS, type SdkDialect } from './sdk-dialect.ts';
import type { SessionManager } from './session-manager.ts';
import { SessionTransport } from './session-transport.ts';
import type { SharedEvents } from './shared-events.ts';

/** How a call is answered: by an event stream, or by one JSON object that has room for no events. */
export type ResponseMode = 'sse' | 'json';

export interface SessionsOptions {
  /** Makes the MCP server of one new session. */
  readonly createServer: () => McpServer;
  readonly clock: Clock;
  /** Default: `sse`. */
  readonly responseMode?: ResponseMode;
  /** Whose session ids and refusals these are; default: the TypeScript SDK's. */
  readonly dialect?: SdkDialect;
  /** What the wall's clock showed at the clock's start; default 0, which is in 1970. */
  readonly startEpochMs?: number;
  /** How long a session may be idle before it is ended, in milliseconds of the clock; default 30 minutes. */
  readonly idleMs?: number;
  /** How many sessions there may be at once; default 100. One more is refused with 503. */
  readonly sessionsMax?: number;
  /**
   * Keeps the latest events, so that a client that lost its connection can have what it missed
   * (`Last-Event-ID`); default true.
   */
  readonly resumable?: boolean;
  /** Shares the events with other replicas; by default each process keeps its own, in memory. */
  readonly sharedEvents?: SharedEvents | null;
  /** Of which the latest events are kept; default: one without a limit. */
  readonly budget?: MemoryBudget;
  /** How long a client is asked to wait before it reconnects, in milliseconds; default 1 s. */
  readonly retryMs?: number;
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
  dialect: SDK_DIALECTS.typescript,
  startEpochMs: 0,
  idleMs: 30 * 60_000,
  sessionsMax: 100,
  resumable: true,
  sharedEvents: null,
  budget: new MemoryBudget(),
  retryMs: 1000,
  keepAliveMs: 15_000,
  waitingMax: 1024 * 1024,
} as const;

/** The reason of an abort. Without one an error with its stack would be made each time, which is slow. */
const ENDED = 'the session has ended';

interface Session {
  readonly transport: SessionTransport;
  readonly server: McpServer;
}

/**
 * The sessions of one endpoint. A session begins with `initialize` and ends with DELETE, when it has
 * been idle for too long, or when this is closed. Its id is a random UUID.
 *
 * A request without a session id is answered with 400, one with an unknown or ended id with 404
 * (MCP 2025-11-25, Streamable HTTP, Session Management 2 and 3).
 */
export class Sessions implements AsyncDisposable {
  readonly #options: Required<SessionsOptions>;
  readonly #sessions = new Map<string, Session>();
  /** Sessions that are being opened. They count too: otherwise any number could be opened at once. */
  #opening = 0;

  constructor(options: SessionsOptions) {
    this.#options = { ...DEFAULTS, ...options };
  }

  /** How many sessions there are. */
  get size(): number {
    return this.#sessions.size;
  }

  /** The manager at its barest: the SDK's answer as it comes. */
  readonly handle: SessionManager = async (request) => {
    const { dialect, sharedEvents } = this.#options;
    const id = request.headers.get('mcp-session-id');
    const session = id === null ? undefined : this.#sessions.get(id);
    if (id !== null && session === undefined) {
      return (await sharedEvents?.resume(request, id)) ?? dialect.unknownSession();
    }
    const refusal = dialect.refusalOf(request);
    if (refusal !== null) return refusal;
    if (session === undefined) return this.#open(request);
    const response = await session.transport.handleRequest(request);
    if (id !== null && request.method === 'DELETE') await sharedEvents?.forget(id);
    return response;
  };

  async close(): Promise<void> {
    await Promise.all([...this.#sessions.values()].map(({ server }) => server.close()));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #open(request: Request): Promise<Response> {
    const parsedBody = await parseBody(request);
    if (parsedBody === undefined) return jsonRpcError(400, -32700, 'Parse error: Invalid JSON');
    if (!isInitializeRequest(parsedBody)) {
      return refusedBody(parsedBody) ?? this.#options.dialect.missingSession();
    }
    const { sessionsMax } = this.#options;
    if (this.#sessions.size + this.#opening >= sessionsMax) {
      return jsonRpcError(503, -32000, `Too many sessions: at most ${sessionsMax} at once`);
    }
    this.#opening += 1;
    try {
      const session = await this.#connect();
      const response = await session.transport.handleRequest(request, { parsedBody });
      // Refused (a wrong Accept header, say): then there is no session to keep.
      if (session.transport.sessionId === undefined) await session.server.close();
      return response;
    } finally {
      this.#opening -= 1;
    }
  }

  async #connect(): Promise<Session> {
    const { budget, createServer, responseMode, resumable, dialect, startEpochMs, ...options } =
      this.#options;
    const newId = dialect.newSessionId();
    const ended = new AbortController();
    const share = budget.share();
    const eventStore = resumable
      ? (options.sharedEvents?.open(newId, share, (stream) => transport.leaveStream(stream)) ??
        new MemoryEventStore({ share }))
      : null;
    const transport: SessionTransport = new SessionTransport({
      ...options,
      sessionIdGenerator: () => newId,
      keepAliveComment: () => dialect.keepAliveComment(startEpochMs + options.clock.now()),
      enableJsonResponse: responseMode === 'json',
      eventStore,
      onOpened: (id) => {
        this.#sessions.set(id, session);
        const close = () => session.server.close();
        void expireWhenIdle({ idle: transport, ended: ended.signal, close }, this.#options);
      },
    });
    transport.onclose = () => {
      if (transport.sessionId !== undefined) this.#sessions.delete(transport.sessionId);
      eventStore?.close();
      ended.abort(ENDED);
      share[Symbol.dispose]();
    };
    const session: Session = { transport, server: createServer() };
    await session.server.connect(transport);
    return session;
  }
}

/** The body as JSON; null when there is none to expect; undefined when it isn't JSON. */
async function parseBody(request: Request): Promise<unknown> {
  if (request.method !== 'POST') return null;
  try {
    const body: unknown = await request.json();
    return body;
  } catch {
    return undefined;
  }
}
