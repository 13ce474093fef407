import { z } from 'zod';
import type { CallIdentity } from '../../probe/arrival-of.ts';
import { CLIENT_INFO } from '../../probe/client-info.ts';
import { decodingWire } from '../../probe/decoding-wire.ts';
import { linesRequest } from '../../probe/lines-request.ts';
import {
  type ClientMessage,
  envelopeOf,
  isStateless,
  type RequestEnvelope,
} from '../../probe/request-envelope.ts';
import type { Wire, WireRequest } from '../../probe/wire.ts';
import type { ExchangeEvidence, Question, ServerDescription } from '../evidence/evidence.ts';
import { resultIn } from '../evidence/result-in.ts';
import type { LinesChannel } from '../terms/lines-channel.ts';
import { NO_PROTOCOL } from '../terms/protocol-version.ts';
import type { PreparedCall } from '../terms/stimulus.ts';
import type { Target } from '../terms/target.ts';
import { answerFor } from './answer-for.ts';
import { exchange, type RequestOverrides } from './exchange.ts';
import { type CallOptions, RunningCall } from './running-call.ts';
import { StreamSubscription, type StreamSubscriptionOptions } from './stream-subscription.ts';

/** How long a GET stream is listened to at most, in milliseconds. */
const GET_TIMEOUT_MS = 600_000;

/** How long to wait for the end of an answer from which nothing is to be learnt, in milliseconds. */
export const QUICK_MS = 50;

/** How long a call is waited for beyond the end of its script, in milliseconds. */
const CALL_TIMEOUT_MS = 5000;

/** What the server may ask. */
const CAPABILITIES = { elicitation: {}, sampling: {} } as const;

/**
 * A client of the server that is judged, and its session where there are sessions. It does what a
 * client may do, and what it may not too: every request can be overridden. Nothing that the server does
 * makes it throw.
 */
export class Conversation implements AsyncDisposable {
  readonly target: Target;
  /** The target's wire, which decompresses what it receives. */
  readonly #wire: Wire;
  readonly #headers: Record<string, string>;
  readonly #subscriptions = new Set<StreamSubscription>();
  #nextId: number;
  /** The session's name, for endpoints whose clients name their sessions themselves. */
  readonly #name: string;
  #isOver = false;

  /** A client that has said nothing yet; where there are sessions, use {@link open}. */
  constructor(target: Target, { firstId = 0, name = 'contract' }: OpeningOptions = {}) {
    this.target = target;
    this.#wire = decodingWire(target.wire);
    this.#name = name;
    this.#nextId = firstId;
    this.#headers = {
      accept: 'application/json, text/event-stream',
      'content-type': 'application/json',
      ...Object.fromEntries(new Headers(target.headers)),
    };
  }

  /** Begins a session, as far as the server lets it; without sessions, asks what the server is. */
  static async open(
    target: Target,
    { bodyTimeoutMs, ...options }: OpeningOptions = {},
  ): Promise<Opened> {
    const conversation = new Conversation(target, options);
    if (target.lines !== undefined) return { conversation, server: NO_MCP, exchanges: [] };
    if (conversation.isStateless) {
      const discover = await conversation.discover('discover', FIRST);
      const server = describeDiscovered(discover, target.protocolVersion);
      return { conversation, server, exchanges: [discover] };
    }
    const initialize = await conversation.#initialize();
    const server = describe(initialize);
    const sessionId = initialize.headers['mcp-session-id'];
    if (sessionId !== undefined) conversation.#headers['mcp-session-id'] = sessionId;
    if (server.protocolVersion !== '') {
      conversation.#headers['mcp-protocol-version'] ??= server.protocolVersion;
    }
    const initialized = await conversation.tell('initialized', 'notifications/initialized', {
      ...(bodyTimeoutMs === undefined ? {} : { bodyTimeoutMs }),
    });
    return { conversation, server, exchanges: [initialize, initialized] };
  }

  /** Whether requests stand for themselves, in no session. */
  get isStateless(): boolean {
    return this.target.lines !== undefined || isStateless(this.target.protocolVersion);
  }

  /** The id that the server gave the session; null when it gave none. */
  get sessionId(): string | null {
    return this.#headers['mcp-session-id'] ?? null;
  }

  /** Makes a request that is no tool call. */
  async ask(
    asked: Question,
    method: string,
    { params, ...overrides }: RequestOverrides = {},
  ): Promise<ExchangeEvidence> {
    const message = { method, id: this.#nextId++, ...(params === undefined ? {} : { params }) };
    return await this.#post(asked, message, overrides);
  }

  /** Makes a request that every server answers at once: a ping, while there are any. */
  async ping(asked: Question, overrides: RequestOverrides = {}): Promise<ExchangeEvidence> {
    if (this.isStateless) return await this.discover(asked, overrides);
    return await this.ask(asked, 'ping', overrides);
  }

  /** A ping where there can be one: what isn't MCP has none. */
  async pings(asked: Question): Promise<readonly ExchangeEvidence[]> {
    return this.target.lines === undefined ? [await this.ping(asked)] : [];
  }

  /** Asks what the server is; there is no such question before 2026-07-28. */
  async discover(asked: Question, overrides: RequestOverrides = {}): Promise<ExchangeEvidence> {
    return await this.ask(asked, 'server/discover', { params: {}, ...overrides });
  }

  /** Sends a notification. */
  async tell(
    asked: Question,
    method: string,
    { params, ...overrides }: RequestOverrides = {},
  ): Promise<ExchangeEvidence> {
    const message = { method, ...(params === undefined ? {} : { params }) };
    return await this.#post(asked, message, overrides);
  }

  async #post(
    asked: Question,
    message: ClientMessage,
    { headers, ...overrides }: RequestOverrides,
  ): Promise<ExchangeEvidence> {
    const envelope = this.#envelopeOf(message);
    const all = { ...envelope.headers, ...headers };
    return await this.exchange(asked, { body: envelope.body, ...overrides, headers: all });
  }

  #envelopeOf(message: ClientMessage, wantsLogs = true): RequestEnvelope {
    const { protocolVersion } = this.target;
    const context = { protocolVersion, capabilities: CAPABILITIES, wantsLogs };
    return envelopeOf(message, context);
  }

  /** Makes any exchange at all. */
  async exchange(
    asked: Question,
    { method, body, headers, ...waits }: RequestOverrides,
  ): Promise<ExchangeEvidence> {
    const { clock } = this.target;
    const request = this.#requestOf({ method, body, headers });
    return await exchange({ wire: this.#wire, clock, asked, request, ...waits });
  }

  /** Calls a tool, and listens to its response. */
  call(prepared: PreparedCall, options: CallOptions): RunningCall {
    const { clock, granularityMs } = this.target;
    const { progress = true, logs = true, timeoutMs = CALL_TIMEOUT_MS, holdMs = 0 } = options;
    const requestId = this.#nextId++;
    const progressToken = progress ? requestId : null;
    const request = this.#callOf({ prepared, requestId, progress, logs, headers: options.headers });
    const waitMs = prepared.script.endsAtMs + 2 * granularityMs + timeoutMs;
    const identity = identityOf({ requestId, progressToken });
    const listen = (
      listeners: Pick<StreamSubscriptionOptions, 'onMessage' | 'onArrival'>,
    ): StreamSubscription =>
      this.#listen({ ...listeners, request, identity, timeoutMs: waitMs, holdMs });
    const sayCancelled = async (): Promise<void> => {
      await this.tell('notification', 'notifications/cancelled', { params: { requestId } });
    };
    return new RunningCall(
      { clock, prepared, requestId, progressToken, listen, sayCancelled },
      options,
    );
  }

  #callOf({
    prepared: { tool, args },
    requestId,
    progress,
    logs,
    headers,
  }: CallRequest): Omit<WireRequest, 'signal'> {
    if (this.target.lines !== undefined) return this.#linesOf(this.target.lines, args, headers);
    const meta = progress ? { _meta: { progressToken: requestId } } : {};
    const params = { name: tool, arguments: args, ...meta };
    const envelope = this.#envelopeOf({ method: 'tools/call', params, id: requestId }, logs);
    return this.#requestOf({ body: envelope.body, headers: { ...envelope.headers, ...headers } });
  }

  #linesOf(
    { method = 'GET', session }: LinesChannel,
    args: PreparedCall['args'],
    headers: RequestOverrides['headers'] = {},
  ): Omit<WireRequest, 'signal'> {
    const { url } = this.target;
    const own = session === undefined ? {} : { [session]: this.#name };
    const given = new Headers(this.target.headers);
    for (const [name, value] of Object.entries(headers)) {
      if (value === null) given.delete(name);
      else given.set(name, value);
    }
    return linesRequest({
      url,
      method,
      args: { ...args, ...own },
      headers: Object.fromEntries(given),
    });
  }

  /**
   * Opens the standalone GET stream. Where there are no sessions, it subscribes to everything instead.
   * Nothing on this stream belongs to a call.
   */
  listen(): StreamSubscription {
    const identity = { id: 'none' };
    if (!this.isStateless) return this.#get(identity);
    const params = { notifications: ALL_NEWS };
    const message = { method: 'subscriptions/listen', params, id: this.#nextId++ };
    const request = this.#requestOf(this.#envelopeOf(message));
    return this.#listen({ request, identity, timeoutMs: GET_TIMEOUT_MS });
  }

  /** Opens the stream of a call again, after the last event that was heard on it. */
  resume(call: RunningCall, lastEventId: string): StreamSubscription {
    return this.#get(identityOf(call), { 'last-event-id': lastEventId });
  }

  #get(identity: CallIdentity, headers: RequestOverrides['headers'] = {}): StreamSubscription {
    const eventStream = { 'content-type': null, accept: 'text/event-stream' };
    const request = this.#requestOf({ method: 'GET', headers: { ...eventStream, ...headers } });
    return this.#listen({ request, identity, timeoutMs: GET_TIMEOUT_MS });
  }

  /** Ends the session, in an exchange that is evidence too. */
  async end(): Promise<ExchangeEvidence> {
    this.#isOver = true;
    return await this.exchange('delete', { method: 'DELETE', bodyTimeoutMs: QUICK_MS });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const subscription of this.#subscriptions) subscription.hangUp();
    await Promise.all([...this.#subscriptions].map(({ over }) => over));
    if (!this.#isOver && this.sessionId !== null) await this.end();
  }

  async #initialize(): Promise<ExchangeEvidence> {
    const { protocolVersion } = this.target;
    const params = { protocolVersion, capabilities: CAPABILITIES, clientInfo: CLIENT_INFO };
    return await this.ask('initialize', 'initialize', { params, ...FIRST });
  }

  #listen(options: Omit<StreamSubscriptionOptions, 'wire' | 'clock'>): StreamSubscription {
    const { clock, lines } = this.target;
    const onMessage = (message: unknown): void => {
      const answer = answerFor(message);
      // Where there are no sessions, a server that asks in this way can't be answered.
      if (answer !== null && !this.isStateless) void this.#send(answer);
      options.onMessage?.(message);
    };
    const subscription = new StreamSubscription({
      ...options,
      wire: this.#wire,
      clock,
      allowance: this.target.allowance,
      onMessage,
      ...(lines === undefined ? {} : { lines }),
    });
    this.#subscriptions.add(subscription);
    void subscription.over.then(() => this.#subscriptions.delete(subscription));
    return subscription;
  }

  async #send(body: string): Promise<void> {
    await this.exchange('notification', { body, bodyTimeoutMs: QUICK_MS });
  }

  #requestOf({
    method = 'POST',
    body,
    headers = {},
  }: RequestOverrides): Omit<WireRequest, 'signal'> {
    const all: Record<string, string> = { ...this.#headers };
    for (const [name, value] of Object.entries(headers)) {
      if (value === null) delete all[name];
      else all[name] = value;
    }
    const request = { method, url: this.target.url, headers: all } as const;
    return body === undefined ? request : { ...request, body };
  }
}

/** Everything that one can subscribe to without naming a resource. */
const ALL_NEWS = {
  toolsListChanged: true,
  promptsListChanged: true,
  resourcesListChanged: true,
} as const;

/** The first answer of a server may take its time, in milliseconds. */
const FIRST = { headerTimeoutMs: 10_000, bodyTimeoutMs: 10_000 } as const;

/** What tells the messages of a call from others. */
function identityOf({
  requestId: id,
  progressToken,
}: Pick<RunningCall, 'requestId' | 'progressToken'>): CallIdentity {
  return progressToken === null ? { id } : { id, progressToken };
}

export interface OpeningOptions extends Pick<RequestOverrides, 'bodyTimeoutMs'> {
  /** The id of its first request, and so what the tokens of its calls begin at; default 0. */
  readonly firstId?: number;
  /** What its session is called where clients name theirs themselves; default `contract`. */
  readonly name?: string;
}

/** A session that was begun, and how. */
interface Opened {
  readonly conversation: Conversation;
  readonly server: ServerDescription;
  readonly exchanges: readonly ExchangeEvidence[];
}

interface CallRequest extends Required<Pick<CallOptions, 'progress' | 'logs'>> {
  readonly prepared: PreparedCall;
  readonly requestId: number;
  readonly headers: RequestOverrides['headers'];
}

/** The name and version of a server that states neither. */
const NOBODY = { name: '', version: '' } as const;

const NO_MCP: ServerDescription = { ...NOBODY, protocolVersion: NO_PROTOCOL, capabilities: [] };

const ServerInfo = z
  .object({ name: z.string().catch(''), version: z.string().catch('') })
  .catch(NOBODY);
const Capabilities = z.looseObject({}).catch({});

const Initialized = z.object({
  protocolVersion: z.string(),
  capabilities: Capabilities,
  serverInfo: ServerInfo,
});

function describe(exchange: ExchangeEvidence): ServerDescription {
  const { data } = Initialized.safeParse(resultIn(exchange));
  return {
    name: data?.serverInfo.name ?? '',
    version: data?.serverInfo.version ?? '',
    protocolVersion: data?.protocolVersion ?? '',
    capabilities: Object.keys(data?.capabilities ?? {}),
  };
}

const SERVER_INFO = 'io.modelcontextprotocol/serverInfo';

const Discovered = z.object({
  supportedVersions: z.array(z.string()),
  capabilities: Capabilities,
  _meta: z.object({ [SERVER_INFO]: ServerInfo }).catch({ [SERVER_INFO]: NOBODY }),
});

function describeDiscovered(exchange: ExchangeEvidence, wanted: string): ServerDescription {
  const { data } = Discovered.safeParse(resultIn(exchange));
  const { name, version } = data?._meta[SERVER_INFO] ?? NOBODY;
  return {
    name,
    version,
    protocolVersion: data?.supportedVersions.includes(wanted) === true ? wanted : '',
    capabilities: Object.keys(data?.capabilities ?? {}),
  };
}
