import type { Clock } from '../../clock/clock.ts';
import type { Allowance } from '../../probe/allowance.ts';
import { arrivalOf, type CallIdentity } from '../../probe/arrival-of.ts';
import { hear } from '../../probe/hear.ts';
import { hearLines } from '../../probe/hear-lines.ts';
import { reasonOf } from '../../probe/reason-of.ts';
import type { Wire, WireRequest } from '../../probe/wire.ts';
import type { Arrival } from '../../timeline/arrival.ts';
import { GAVE_UP } from '../evidence/call-outcome.ts';
import type { LinesChannel } from '../terms/lines-channel.ts';

export interface StreamSubscriptionOptions {
  readonly wire: Wire;
  readonly clock: Clock;
  readonly request: Omit<WireRequest, 'signal'>;
  /** What tells the messages of the call from others. */
  readonly identity: CallIdentity;
  /** For an endpoint that isn't MCP, and whose event stream carries lines. */
  readonly lines?: LinesChannel;
  /** How long to wait for the end, in milliseconds. */
  readonly timeoutMs: number;
  /** How much may be heard; by default as {@link Allowance} says. */
  readonly allowance?: Allowance | undefined;
  /** After the first event, nothing is read for as long as this, in milliseconds; default 0. */
  readonly holdMs?: number;
  /** Is told of each JSON-RPC message, as it came. */
  readonly onMessage?: (message: unknown) => void;
  /** Is told of each arrival. */
  readonly onArrival?: (arrival: Arrival) => void;
}

/** Given as a reason when the client hangs up on purpose. */
const HUNG_UP = 'hung up';

/** One response that is listened to until it is over. Never throws: whatever happens is evidence. */
export class StreamSubscription {
  readonly arrivals: Arrival[] = [];
  readonly over: Promise<void>;
  readonly #options: StreamSubscriptionOptions;
  readonly #ended = new AbortController();
  #headers: Readonly<Record<string, string>> | null = null;
  #status: number | null = null;

  constructor(options: StreamSubscriptionOptions) {
    this.#options = options;
    this.over = this.#listen();
  }

  /** The response's headers, in lower case; null before they are there. */
  get headers(): Readonly<Record<string, string>> | null {
    return this.#headers;
  }

  get status(): number | null {
    return this.#status;
  }

  /** Closes the connection. */
  hangUp(): void {
    this.#ended.abort(HUNG_UP);
  }

  /** Waits for its end, and closes the connection when that has not come in so many milliseconds. */
  async overWithin(limitMs: number): Promise<void> {
    const enough = new AbortController();
    const limit = this.#options.clock.sleep(limitMs, enough.signal).catch(() => {});
    await Promise.race([this.over, limit]);
    enough.abort('over');
    this.#ended.abort(GAVE_UP);
    await this.over;
  }

  async #listen(): Promise<void> {
    const { clock, timeoutMs } = this.#options;
    const { signal } = this.#ended;
    clock.sleep(timeoutMs, signal).then(
      () => this.#ended.abort(GAVE_UP),
      () => {},
    );
    let reason: string | null = null;
    try {
      await this.#hearAll();
    } catch (error) {
      reason = signal.aborted ? String(signal.reason) : reasonOf(error);
    }
    this.#record({ kind: 'closed', atMs: clock.now(), reason });
    this.#ended.abort('over');
  }

  async #hearAll(): Promise<void> {
    const { wire, clock, request, identity, lines, allowance } = this.#options;
    const { onMessage = () => {} } = this.#options;
    let { holdMs = 0 } = this.#options;
    const { signal } = this.#ended;
    await using response = await wire.exchange({ ...request, signal });
    this.#status = response.status;
    this.#headers = Object.fromEntries(response.headers);
    if (lines !== undefined) {
      for await (const heard of hearLines(response, clock, lines.failure ?? null, allowance)) {
        this.#record(heard);
        signal.throwIfAborted();
      }
      return;
    }
    for await (const heard of hear(response, clock, allowance)) {
      if (heard.kind === 'json') {
        this.#record({ ...arrivalOf(heard.message, identity), atMs: heard.atMs });
        onMessage(heard.message);
        if (holdMs > 0) await clock.sleep(holdMs, signal);
        holdMs = 0;
      } else this.#record(heard);
      signal.throwIfAborted();
    }
  }

  #record(arrival: Arrival): void {
    this.arrivals.push(shortened(arrival));
    this.#options.onArrival?.(arrival);
  }
}

/** How much of a text is kept. Markers stand at the beginning, and evidence is to be kept and sent. */
const KEPT = { text: 300, data: 600, result: 4000 } as const;

function shortened(arrival: Arrival): Arrival {
  switch (arrival.kind) {
    case 'sse-event':
      return { ...arrival, data: beginningOf(arrival.data, KEPT.data) };
    case 'message':
    case 'progress':
      return { ...arrival, text: beginningOf(arrival.text, KEPT.text) };
    case 'result':
      return { ...arrival, text: beginningOf(arrival.text, KEPT.result) };
    default:
      return arrival;
  }
}

/** A copy: a piece of a text keeps all of the text in memory. */
function beginningOf(text: string, length: number): string {
  if (text.length <= length) return text;
  return Buffer.from(text.slice(0, length), 'utf16le').toString('utf16le');
}
