/** How many bytes a queue holds before it lets the producer wait, unless told otherwise. */
export const QUEUE_MAX_BYTES = 64 * 1024;

type Item =
  | { readonly kind: 'chunk'; readonly chunk: Uint8Array }
  | { readonly kind: 'end' }
  | { readonly kind: 'broken'; readonly error: unknown };

/**
 * Chunks on their way from one that pushes to one that pulls.
 *
 *     put() ──▶ [ chunk chunk chunk ] ──▶ stream()       the producer waits while more than
 *               └──── maxBytes ─────┘                    `maxBytes` are held
 *
 * Its bound counts bytes: a thousand items may be a thousand bytes or a gigabyte. What it can hold is
 * that and the one chunk that each producer waits with; so a chunk above the bound goes through too.
 */
export class ByteQueue {
  readonly #maxBytes: number;
  #items: Item[] = [];
  #bytes = 0;
  #isEnded = false;
  #left: { readonly reason: unknown } | undefined;
  #changed = Promise.withResolvers<void>();

  constructor({ maxBytes = QUEUE_MAX_BYTES }: { readonly maxBytes?: number } = {}) {
    this.#maxBytes = maxBytes;
  }

  /** Whether there is nothing that the reader could take. */
  get isEmpty(): boolean {
    return this.#items.length === 0;
  }

  /**
   * @returns when there is room for more. After the end, what is put is ignored
   * @throws the reader's reason, when there is no reader any more
   */
  async put(chunk: Uint8Array): Promise<void> {
    if (this.#add({ kind: 'chunk', chunk })) this.#bytes += chunk.byteLength;
    while (this.#bytes > this.#maxBytes && this.#left === undefined) await this.#changed.promise;
    if (this.#left !== undefined) throw this.#left.reason;
  }

  /** What was put before it is still read. */
  end(): void {
    this.#isEnded ||= this.#add({ kind: 'end' });
  }

  /** Breaks the stream, after what was put before: its reader must not take this for the end. */
  fail(error: unknown): void {
    this.#isEnded ||= this.#add({ kind: 'broken', error });
  }

  /** Drops what is held, and lets nobody wait for room: there is no reader any more. */
  abandon(reason: unknown): void {
    this.#left = { reason };
    this.#items = [];
    this.#bytes = 0;
    this.#notify();
  }

  /**
   * What is put, as the body of a response. It takes a chunk when it is asked for one.
   *
   * @param onCancel - is told, with the reason, that the reader has left
   */
  stream(onCancel: (reason: unknown) => void): ReadableStream<Uint8Array> {
    return new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          const item = await this.#take();
          if (item.kind === 'chunk') controller.enqueue(item.chunk);
          else if (item.kind === 'end') controller.close();
          else controller.error(item.error);
        },
        cancel: onCancel,
      },
      { highWaterMark: 0 }, // The queue is here, and not in the stream, which would drop it on an error.
    );
  }

  #add(item: Item): boolean {
    if (this.#isEnded || this.#left !== undefined) return false;
    this.#items.push(item);
    this.#notify();
    return true;
  }

  async #take(): Promise<Item> {
    for (;;) {
      const item = this.#items.shift();
      if (item === undefined) {
        await this.#changed.promise;
        continue;
      }
      if (item.kind === 'chunk') this.#bytes -= item.chunk.byteLength;
      this.#notify();
      return item;
    }
  }

  #notify(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }
}
