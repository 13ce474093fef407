import { z } from 'zod';
import type { CallIdentity } from '../probe/arrival-of.ts';
import { CLIENT_INFO } from '../probe/handshake.ts';
import { formatRpc } from '../probe/json-rpc.ts';
import type { WireRequest } from '../probe/wire.ts';
import { answerFor } from './answer-for.ts';
import type { ExchangeEvidence, Question, ServerDescription } from './evidence.ts';
import { type Deviation, exchange } from './exchange.ts';
import { Listening, type ListeningOptions } from './listening.ts';
import { resultIn } from './result-in.ts';
import { type CallOptions, RunningCall } from './running-call.ts';
import type { PreparedCall } from './stimulus.ts';
import type { Target } from './target.ts';

/** How long a GET stream is listened to at most, in milliseconds. */
const GET_PATIENCE_MS = 600_000;

/** How long the end of an answer is waited for where nothing is to be learnt from it. */
export const QUICK_MS = 50;

/** How long a call is waited for beyond the end of its script, in milliseconds. */
const CALL_PATIENCE_MS = 5000;

/**
 * A session with the server that is judged. It does what a client may do, and what it may not too:
 * every request can be bent. Nothing that the server does makes it throw.
 */
export class Conversation implements AsyncDisposable {
  readonly target: Target;
  readonly #headers: Record<string, string>;
  readonly #listening = new Set<Listening>();
  #nextId: number;
  #isOver = false;

  private constructor(target: Target, firstId: number) {
    this.target = target;
    this.#nextId = firstId;
    this.#headers = {
      accept: 'application/json, text/event-stream',
      'content-type': 'application/json',
      ...Object.fromEntries(new Headers(target.headers)),
    };
  }

  /** Begins a session, as far as the server lets it. */
  static async open(
    target: Target,
    { lingerMs, firstId = 0 }: OpeningOptions = {},
  ): Promise<Opened> {
    const conversation = new Conversation(target, firstId);
    const initialize = await conversation.#initialize();
    const server = describe(initialize);
    const sessionId = initialize.headers['mcp-session-id'];
    if (sessionId !== undefined) conversation.#headers['mcp-session-id'] = sessionId;
    if (server.protocolVersion !== '') {
      conversation.#headers['mcp-protocol-version'] ??= server.protocolVersion;
    }
    const initialized = await conversation.exchange('initialized', {
      body: formatRpc('notifications/initialized'),
      ...(lingerMs === undefined ? {} : { lingerMs }),
    });
    return { conversation, server, exchanges: [initialize, initialized] };
  }

  /** The id that the server gave the session; null when it gave none. */
  get sessionId(): string | null {
    return this.#headers['mcp-session-id'] ?? null;
  }

  /** Makes a request that is no tool call. */
  async ask(
    asked: Question,
    method: string,
    { params, ...deviation }: Deviation & { readonly params?: object } = {},
  ): Promise<ExchangeEvidence> {
    const body = formatRpc(method, params, this.#nextId++);
    return await this.exchange(asked, { body, ...deviation });
  }

  /** Sends a notification. */
  async tell(asked: Question, method: string, params?: object): Promise<ExchangeEvidence> {
    return await this.exchange(asked, { body: formatRpc(method, params) });
  }

  /** Makes any exchange at all. */
  async exchange(
    asked: Question,
    { method, body, headers, ...waits }: Deviation,
  ): Promise<ExchangeEvidence> {
    const { wire, clock } = this.target;
    const request = this.#requestOf({ method, body, headers });
    return await exchange({ wire, clock, asked, request, ...waits });
  }

  /** Calls a tool, and listens to its response. */
  call(prepared: PreparedCall, options: CallOptions): RunningCall {
    const { clock, granularityMs } = this.target;
    const { progress = true, headers = {}, patienceMs = CALL_PATIENCE_MS, holdMs = 0 } = options;
    const requestId = this.#nextId++;
    const progressToken = progress ? requestId : null;
    const meta = progress ? { _meta: { progressToken } } : {};
    const params = { name: prepared.tool, arguments: prepared.args, ...meta };
    const request = this.#requestOf({ body: formatRpc('tools/call', params, requestId), headers });
    const waitMs = prepared.script.endsAtMs + 2 * granularityMs + patienceMs;
    const identity = identityOf({ requestId, progressToken });
    const listen = (ears: Pick<ListeningOptions, 'onMessage' | 'onArrival'>): Listening =>
      this.#listen({ ...ears, request, identity, patienceMs: waitMs, holdMs });
    const sayCancelled = async (): Promise<void> => {
      await this.tell('notification', 'notifications/cancelled', { requestId });
    };
    return new RunningCall(
      { clock, prepared, requestId, progressToken, listen, sayCancelled },
      options,
    );
  }

  /** Opens the standalone GET stream. Nothing on it belongs to a call. */
  listen(): Listening {
    return this.#get({ id: 'none' });
  }

  /** Opens the stream of a call again, after the last event that was heard on it. */
  resume(call: RunningCall, lastEventId: string): Listening {
    return this.#get(identityOf(call), { 'last-event-id': lastEventId });
  }

  #get(identity: CallIdentity, headers: Bending['headers'] = {}): Listening {
    const eventStream = { 'content-type': null, accept: 'text/event-stream' };
    const request = this.#requestOf({ method: 'GET', headers: { ...eventStream, ...headers } });
    return this.#listen({ request, identity, patienceMs: GET_PATIENCE_MS });
  }

  /** Ends the session, in an exchange that is evidence too. */
  async end(): Promise<ExchangeEvidence> {
    this.#isOver = true;
    return await this.exchange('delete', { method: 'DELETE', lingerMs: QUICK_MS });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const listening of this.#listening) listening.hangUp();
    await Promise.all([...this.#listening].map(({ over }) => over));
    if (!this.#isOver && this.sessionId !== null) await this.end();
  }

  async #initialize(): Promise<ExchangeEvidence> {
    const { protocolVersion } = this.target;
    const capabilities = { elicitation: {}, sampling: {} };
    const params = { protocolVersion, capabilities, clientInfo: CLIENT_INFO };
    return await this.ask('initialize', 'initialize', {
      params,
      patienceMs: 10_000,
      lingerMs: 10_000,
    });
  }

  #listen(options: Omit<ListeningOptions, 'wire' | 'clock'>): Listening {
    const { wire, clock } = this.target;
    const onMessage = (message: unknown): void => {
      const answer = answerFor(message);
      if (answer !== null) void this.#send(answer);
      options.onMessage?.(message);
    };
    const listening = new Listening({ ...options, wire, clock, onMessage });
    this.#listening.add(listening);
    void listening.over.then(() => this.#listening.delete(listening));
    return listening;
  }

  async #send(body: string): Promise<void> {
    await this.exchange('notification', { body, lingerMs: QUICK_MS });
  }

  #requestOf({ method = 'POST', body, headers = {} }: Bending): Omit<WireRequest, 'signal'> {
    const all: Record<string, string> = { ...this.#headers };
    for (const [name, value] of Object.entries(headers)) {
      if (value === null) delete all[name];
      else all[name] = value;
    }
    const request = { method, url: this.target.url, headers: all } as const;
    return body === undefined ? request : { ...request, body };
  }
}

/** What tells the messages of a call from others. */
function identityOf({
  requestId: id,
  progressToken,
}: Pick<RunningCall, 'requestId' | 'progressToken'>): CallIdentity {
  return progressToken === null ? { id } : { id, progressToken };
}

export interface OpeningOptions extends Pick<Deviation, 'lingerMs'> {
  /** The id of its first request, and so what the tokens of its calls begin at; default 0. */
  readonly firstId?: number;
}

/** How a request is bent. */
type Bending = {
  readonly [Key in 'method' | 'body' | 'headers']?: Deviation[Key] | undefined;
};

/** A session that was begun, and how. */
interface Opened {
  readonly conversation: Conversation;
  readonly server: ServerDescription;
  readonly exchanges: readonly ExchangeEvidence[];
}

const Initialized = z.object({
  protocolVersion: z.string(),
  capabilities: z.looseObject({}).catch({}),
  serverInfo: z
    .object({ name: z.string().catch(''), version: z.string().catch('') })
    .catch({ name: '', version: '' }),
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
