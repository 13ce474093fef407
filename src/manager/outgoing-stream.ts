import type { Clock } from '../clock/clock.ts';

const encoder = new TextEncoder();

/** Given as a reason, since making the default one, an error with a stack, takes its time. */
const OVER = 'the stream is over';

export interface OutgoingStreamOptions {
  readonly clock: Clock;
  /** How many bytes may wait for a slow reader before whoever sends has to wait too. */
  readonly waitingMax: number;
  /** How long the stream may be silent before it says that it's alive, in milliseconds; 0 for ever. */
  readonly keepAliveMs: number;
  /** How it says so: a comment. */
  readonly keepAliveComment: () => string;
}

/**
 * The body of one event stream on its way to the client.
 *
 *     transport ─ enqueue ─▶ [ waiting bytes ] ─ pull ─▶ client
 *                  send() waits ◀─ when too many
 *
 * The SDK's transport enqueues without looking, so a client that stops reading would cost memory
 * without end. This counts what waits, and lets {@link drained} hold back whoever sends.
 */
export class OutgoingStream {
  readonly #options: OutgoingStreamOptions;
  readonly #over = new AbortController();
  #waiting = 0;
  /** The reader has asked for more, and there was nothing: then nothing waits. */
  #isAskedFor = false;
  #lastBytesAtMs: number;
  #onDrain: (() => void)[] = [];
  #source: ReadableStreamDefaultReader<Uint8Array> | undefined;

  constructor(options: OutgoingStreamOptions) {
    this.#options = options;
    this.#lastBytesAtMs = options.clock.now();
  }

  /** How many bytes wait for the reader. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Whether there is nobody left to read. */
  get isOver(): boolean {
    return this.#over.signal.aborted;
  }

  /** Notes that an event of about so many bytes is enqueued. */
  added(bytes: number): void {
    if (this.isOver) return;
    // Counted anew whenever the reader has caught up, so that being a little wrong never adds up.
    this.#waiting = this.#isAskedFor ? 0 : this.#waiting + bytes;
    this.#isAskedFor = false;
  }

  /** Resolves when few enough bytes wait, or when the stream is over. */
  async drained(): Promise<void> {
    while (this.#waiting > this.#options.waitingMax) {
      await new Promise<void>((resolve) => this.#onDrain.push(resolve));
    }
  }

  /** Puts this stream between a response's body and its reader. */
  through(response: Response): Response {
    if (response.body === null) return response;
    const { status, headers } = response;
    this.#source = response.body.getReader();
    if (this.isOver) this.abandon();
    return new Response(this.#bodyOf(this.#source), { status, headers });
  }

  /** Ends the stream here and now. Its reader finds it closed; what still waits is dropped. */
  abandon(): void {
    this.#end();
    // The source is the SDK's, and can't fail to be left.
    void this.#source?.cancel(OVER);
  }

  #bodyOf(source: ReadableStreamDefaultReader<Uint8Array>): ReadableStream<Uint8Array> {
    return new ReadableStream<Uint8Array>(
      {
        start: (controller) => void this.#keepAlive(controller),
        pull: async (controller) => {
          this.#isAskedFor = true;
          const { done, value } = await source.read();
          this.#isAskedFor = false;
          if (done) {
            this.#end();
            controller.close();
            return;
          }
          this.#read(value.byteLength);
          controller.enqueue(value);
        },
        cancel: (reason) => {
          this.#end();
          return source.cancel(reason);
        },
      },
      // Nothing is read before it is asked for: what waits, waits where it is counted.
      { highWaterMark: 0 },
    );
  }

  #read(bytes: number): void {
    this.#lastBytesAtMs = this.#options.clock.now();
    this.#waiting = Math.max(0, this.#waiting - bytes);
    this.#tellOfRoom();
  }

  #end(): void {
    this.#over.abort(OVER);
    this.#waiting = 0;
    this.#tellOfRoom();
  }

  #tellOfRoom(): void {
    const waiters = this.#onDrain;
    this.#onDrain = [];
    for (const tell of waiters) tell();
  }

  async #keepAlive(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    const { clock, keepAliveMs, keepAliveComment } = this.#options;
    if (keepAliveMs === 0) return;
    const { signal } = this.#over;
    while (!signal.aborted) {
      const silentMs = clock.now() - this.#lastBytesAtMs;
      if (silentMs < keepAliveMs) {
        // In whole milliseconds: what is left over by rounding is too little for a clock to move on.
        const leftMs = Math.ceil(keepAliveMs - silentMs);
        // Rejects when the stream is over, which is all there is to know.
        await clock.sleep(leftMs, signal).catch(() => {});
        continue;
      }
      this.#lastBytesAtMs = clock.now();
      // Who doesn't ask isn't waiting for a keep-alive comment, and must not find a heap of them later.
      if (!this.#isAskedFor || controller.desiredSize !== 0) continue;
      controller.enqueue(encoder.encode(keepAliveComment()));
    }
  }
}
