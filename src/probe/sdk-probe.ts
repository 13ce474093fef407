import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { FetchLike } from '@modelcontextprotocol/sdk/shared/transport.js';
import { LoggingMessageNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import type { Clock } from '../clock/clock.ts';
import type { ArrivalKind } from '../timeline/arrival.ts';
import { arrivalOfLogMessage, arrivalOfProgress, arrivalOfResult } from './arrival-of.ts';
import { CLIENT_INFO } from './client-info.ts';
import { closeSession } from './close-session.ts';
import type { Answer, Probe, ToolCall } from './probe.ts';
import { reasonOf } from './reason-of.ts';
import { explainSdk, rpcErrorIn } from './sdk-failure.ts';

export interface SdkProbeOptions {
  readonly url: string;
  readonly clock: Clock;
  /** The global `fetch` by default. */
  readonly fetch?: FetchLike;
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * How long the client waits for an answer, in real milliseconds whatever the clock says; an hour
   * by default. It is the client's only way out of a stream that ends without an answer.
   */
  readonly timeoutMs?: number;
  /** Gives the opening up. */
  readonly signal?: AbortSignal;
}

type OnHeard = (heard: ArrivalKind) => void;
type AnswerKind = Extract<ArrivalKind, { kind: 'result' | 'rpc-error' }>;

const HOUR_MS = 3_600_000;

/**
 * Listens as an application with the official client does: `message`, `progress` and the answer
 * are written down when the application is told of them, so `closed` is when the call returns.
 *
 * A log message names no call, so a probe makes one call at a time.
 */
export class SdkProbe implements Probe {
  readonly #url: string;
  readonly #clock: Clock;
  readonly #timeoutMs: number;
  readonly #transport: StreamableHTTPClientTransport;
  readonly #client: Client;
  #onHeard: OnHeard | undefined;

  private constructor({ url, clock, fetch, headers = {}, timeoutMs = HOUR_MS }: SdkProbeOptions) {
    this.#url = url;
    this.#clock = clock;
    this.#timeoutMs = timeoutMs;
    this.#transport = new StreamableHTTPClientTransport(new URL(url), {
      requestInit: { headers },
      ...(fetch === undefined ? {} : { fetch }),
    });
    this.#client = new Client(CLIENT_INFO, { jsonSchemaValidator: { getValidator: noValidator } });
    this.#client.setNotificationHandler(LoggingMessageNotificationSchema, ({ params }) =>
      this.#onHeard?.(arrivalOfLogMessage(params)),
    );
    this.#client.fallbackNotificationHandler = async ({ method }) =>
      this.#onHeard?.({ kind: 'other', method });
  }

  /**
   * Opens a session.
   *
   * @throws ProbeError when it cannot be opened
   */
  static async open(options: SdkProbeOptions): Promise<SdkProbe> {
    const { url, signal = new AbortController().signal } = options;
    try {
      const probe = new SdkProbe(options);
      // A client that fails to connect closes itself.
      await probe.#client.connect(probe.#transport, { timeout: probe.#timeoutMs, signal });
      return probe;
    } catch (error) {
      throw explainSdk({ url, method: 'initialize' }, error, signal);
    }
  }

  /**
   * As {@link Probe.call}.
   *
   * @throws Error when a call is going on already
   */
  async call(toolCall: ToolCall): Promise<Answer> {
    if (this.#onHeard !== undefined) throw new Error('an SdkProbe makes one call at a time');
    const { tool, record, signal = new AbortController().signal } = toolCall;
    const timed = <Kind extends ArrivalKind>(heard: Kind) => ({
      ...heard,
      atMs: this.#clock.now(),
    });
    const onHeard = (heard: ArrivalKind): void => record(timed(heard));
    this.#onHeard = onHeard;
    onHeard({ kind: 'call', tool });
    try {
      const answer = timed(await this.#answerTo(toolCall, onHeard));
      record(answer);
      onHeard({ kind: 'closed', reason: null });
      return answer;
    } catch (error) {
      const failure = explainSdk({ url: this.#url, method: 'tools/call' }, error, signal);
      onHeard({ kind: 'closed', reason: reasonOf(failure.cause) });
      throw failure;
    } finally {
      this.#onHeard = undefined;
    }
  }

  async #answerTo(
    { tool, args, progress = false, signal }: ToolCall,
    onHeard: OnHeard,
  ): Promise<AnswerKind> {
    const onprogress = (params: unknown): void => onHeard(arrivalOfProgress(params));
    const options = {
      timeout: this.#timeoutMs,
      ...(signal === undefined ? {} : { signal }),
      // To give it is to ask for progress.
      ...(progress ? { onprogress } : {}),
    };
    try {
      const params = { name: tool, arguments: args };
      return arrivalOfResult(await this.#client.callTool(params, undefined, options));
    } catch (error) {
      const rpcError = signal?.aborted ? undefined : rpcErrorIn(error);
      if (rpcError === undefined) throw error;
      return { kind: 'rpc-error', ...rpcError };
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await closeSession(this.#clock, () => this.#transport.terminateSession());
    await this.#client.close();
  }
}

/**
 * The client makes a validator, at some cost, for the output schemas that a list of tools tells of.
 * The probe asks for no list.
 */
function noValidator(): never {
  throw new Error('the probe validates no outputs');
}
