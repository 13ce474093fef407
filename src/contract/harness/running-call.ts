import type { Clock } from '../../clock/clock.ts';
import { isAnswer } from '../../probe/probe.ts';
import type { Arrival } from '../../timeline/arrival.ts';
import type { CallEvidence, StreamEvidence } from '../evidence/evidence.ts';
import { isMarked } from '../evidence/matched-event.ts';
import type { PreparedCall } from '../terms/stimulus.ts';
import { answerFor } from './answer-for.ts';
import type { StreamSubscription } from './stream-subscription.ts';

export interface CallOptions {
  /** Tells it from the other calls of its experiment. */
  readonly label: string;
  /** Whether progress is asked for; default true. */
  readonly progress?: boolean;
  /** Whether log messages are wanted, as far as a call can say so (2026-07-28); default true. */
  readonly logs?: boolean;
  /** Headers that this call has otherwise than the others. */
  readonly headers?: Readonly<Record<string, string | null>>;
  /** How long to wait beyond the script's end, in milliseconds; default 5 s. */
  readonly timeoutMs?: number;
  /** How long to go on listening after the answer, in milliseconds; default 100. */
  readonly closeTimeoutMs?: number;
  /** Whether to measure how far this process falls behind meanwhile; default false. */
  readonly watchesItself?: boolean;
  /** After the first event, nothing is read for as long as this, in milliseconds. */
  readonly holdMs?: number;
}

/** In milliseconds. */
const CLOSE_TIMEOUT_MS = 100;
const TICK_MS = 25;

interface CallParts {
  readonly clock: Clock;
  readonly prepared: PreparedCall;
  readonly requestId: number;
  readonly progressToken: number | null;
  readonly listen: (listeners: {
    readonly onMessage: (message: unknown) => void;
    readonly onArrival: (arrival: Arrival) => void;
  }) => StreamSubscription;
  readonly sayCancelled: () => Promise<void>;
}

/** A tool call that is under way. It can be listened to, cancelled, and hung up on. */
export class RunningCall {
  readonly requestId: number;
  /** Null when it asked for no progress. */
  readonly progressToken: number | null;
  /** Its response is over, one way or the other. */
  readonly over: Promise<void>;
  /** Its first output was heard, or it is over. */
  readonly spoken: Promise<void>;
  readonly #parts: CallParts;
  readonly #label: string;
  readonly #sentAtMs: number;
  readonly #subscription: StreamSubscription;
  #cancelledAtMs: number | null = null;
  #hungUpAtMs: number | null = null;
  #askedAtMs: number | null = null;
  #behindMs = 0;

  constructor(
    parts: CallParts,
    { label, closeTimeoutMs = CLOSE_TIMEOUT_MS, watchesItself = false }: CallOptions,
  ) {
    this.#parts = parts;
    this.#label = label;
    this.requestId = parts.requestId;
    this.progressToken = parts.progressToken;
    const spoken = Promise.withResolvers<void>();
    const marker = parts.prepared.script.outputs[0]?.marker;
    this.#sentAtMs = parts.clock.now();
    this.#subscription = parts.listen({
      onMessage: (message) => {
        if (answerFor(message) !== null) this.#askedAtMs ??= parts.clock.now();
      },
      onArrival: (arrival) => {
        if (marker !== undefined && isMarked(arrival, marker)) spoken.resolve();
        if (isAnswer(arrival)) void this.#subscription.overWithin(closeTimeoutMs);
      },
    });
    this.over = this.#subscription.over;
    this.spoken = Promise.race([spoken.promise, this.over]);
    if (watchesItself) void this.#watchItself();
  }

  /** Measures how late this process wakes from short sleeps: what delays them delays what it hears, too. */
  async #watchItself(): Promise<void> {
    const { clock } = this.#parts;
    const over = new AbortController();
    void this.over.then(() => over.abort('over'));
    while (!over.signal.aborted) {
      const dueMs = clock.now() + TICK_MS;
      await clock.sleep(TICK_MS, over.signal).catch(() => {});
      this.#behindMs = Math.max(this.#behindMs, clock.now() - dueMs);
    }
  }

  /** Tells the server that the answer is no longer wanted, and goes on listening. */
  async cancel(): Promise<void> {
    this.#cancelledAtMs = this.#parts.clock.now();
    await this.#parts.sayCancelled();
  }

  /** Closes the connection without a word. */
  hangUp(): void {
    this.#hungUpAtMs ??= this.#parts.clock.now();
    this.#subscription.hangUp();
  }

  /** What is known of it now. */
  evidence(elsewhere: readonly StreamEvidence[] = []): CallEvidence {
    const { prepared, requestId, progressToken } = this.#parts;
    const { tool, script } = prepared;
    return {
      label: this.#label,
      script,
      sentAtMs: this.#sentAtMs,
      requestId,
      progressToken,
      arrivals: [{ kind: 'call', atMs: this.#sentAtMs, tool }, ...this.#subscription.arrivals],
      headers: this.#subscription.headers,
      cancelledAtMs: this.#cancelledAtMs,
      hungUpAtMs: this.#hungUpAtMs,
      askedAtMs: this.#askedAtMs,
      behindMs: this.#behindMs,
      elsewhere,
    };
  }
}
