import type { Clock } from '../../clock/clock.ts';
import { Allowance } from '../../probe/allowance.ts';
import { parseRpcMessage, type RpcMessage } from '../../probe/json-rpc.ts';
import { parseJson } from '../../probe/parse-json.ts';
import { reasonOf } from '../../probe/reason-of.ts';
import { createSseDecoder } from '../../probe/sse-decoder.ts';
import type { Wire, WireRequest, WireResponse } from '../../probe/wire.ts';
import { isEventStream } from '../../sse/media-type.ts';
import { GAVE_UP } from '../evidence/call-outcome.ts';
import type { ExchangeEvidence, Question } from '../evidence/evidence.ts';

export interface ExchangeOptions {
  readonly wire: Wire;
  readonly clock: Clock;
  readonly asked: Question;
  readonly request: Omit<WireRequest, 'signal'>;
  /** How long to wait for the headers, in milliseconds; default 3 s. */
  readonly headerTimeoutMs?: number;
  /** How long to wait for the end of the body after that, in milliseconds; default 1 s. */
  readonly bodyTimeoutMs?: number;
  /** Hangs up as soon as the headers are there: a GET stream has no end to wait for. */
  readonly headersOnly?: boolean;
}

/** What one request has otherwise than the session's others. */
export interface RequestOverrides
  extends Pick<ExchangeOptions, 'headerTimeoutMs' | 'bodyTimeoutMs' | 'headersOnly'> {
  readonly method?: WireRequest['method'] | undefined;
  /** The parameters of the message, where the body is one. */
  readonly params?: object;
  readonly body?: string | undefined;
  /** Added or put in place; null leaves one out. */
  readonly headers?: Readonly<Record<string, string | null>> | undefined;
}

const HEADER_TIMEOUT_MS = 3000;
const BODY_TIMEOUT_MS = 1000;
/** How much of a body is kept, in characters: long lists of tools are read, too. */
const BODY_MAX = 1024 * 1024;
/** How much of a response is read, in bytes and in events: enough for what is no tool call. */
const RESPONSE_MAX = { bytes: 8 * 1024 * 1024, events: 10_000 } as const;

/** One HTTP exchange, and everything that can be said of it. Never throws. */
export async function exchange(options: ExchangeOptions): Promise<ExchangeEvidence> {
  const { wire, clock, asked, request, headersOnly = false } = options;
  const { headerTimeoutMs = HEADER_TIMEOUT_MS, bodyTimeoutMs = BODY_TIMEOUT_MS } = options;
  const ended = new AbortController();
  const { signal } = ended;
  const giveUpAfter = (ms: number, unless: AbortSignal): void => {
    clock.sleep(ms, unless).then(
      () => ended.abort(GAVE_UP),
      () => {},
    );
  };
  const answered = new AbortController();
  giveUpAfter(headerTimeoutMs, AbortSignal.any([signal, answered.signal]));
  const sentAtMs = clock.now();
  const read = new Reading();
  let answeredAtMs: number | null = null;
  let endedAtMs: number | null = null;
  let failure: string | null = null;
  try {
    await using response = await wire.exchange({ ...request, signal });
    answeredAtMs = clock.now();
    answered.abort('answered');
    giveUpAfter(bodyTimeoutMs, signal);
    read.begin(response);
    if (!headersOnly) {
      for await (const chunk of response.body) read.add(chunk);
      endedAtMs = clock.now();
    }
  } catch (error) {
    failure = signal.aborted ? String(signal.reason) : reasonOf(error);
  }
  ended.abort('over');
  return { asked, sentAtMs, answeredAtMs, endedAtMs, failure, ...read.evidence() };
}

/** What is read of one response. */
class Reading {
  #status: number | null = null;
  #headers: Readonly<Record<string, string>> = {};
  #isEventStream = false;
  #body = '';
  #bytes = 0;
  readonly #text = new TextDecoder();
  readonly #messages: RpcMessage[] = [];
  readonly #allowance = new Allowance(RESPONSE_MAX);
  readonly #decode = createSseDecoder();

  begin({ status, headers }: WireResponse): void {
    this.#status = status;
    this.#headers = Object.fromEntries(headers);
    this.#isEventStream = isEventStream(headers.get('content-type'));
  }

  /** @throws TooMuchError */
  add(chunk: Uint8Array): void {
    this.#bytes += chunk.length;
    this.#allowance.takeBytes(chunk.length);
    if (this.#body.length < BODY_MAX) this.#body += this.#text.decode(chunk, { stream: true });
    if (!this.#isEventStream) return;
    for (const item of this.#decode(chunk)) {
      this.#allowance.takeEvent();
      if (item.kind === 'event' && item.data !== '') this.#understand(item.data);
    }
  }

  evidence() {
    if (!this.#isEventStream && this.#body !== '') this.#understand(this.#body);
    const error = this.#messages.find((message) => message.kind === 'error');
    return {
      status: this.#status,
      headers: this.#headers,
      body: this.#body,
      bodyBytes: this.#bytes,
      errorCode: error?.code ?? null,
      hasResult: this.#messages.some(({ kind }) => kind === 'result'),
    };
  }

  #understand(text: string): void {
    const parsed = parseJson(text);
    // What isn't JSON is no message; that it came is in the body.
    if (parsed === undefined) return;
    const messages: readonly unknown[] = Array.isArray(parsed) ? parsed : [parsed];
    for (const message of messages) this.#messages.push(parseRpcMessage(message));
  }
}
