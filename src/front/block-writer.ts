/**
 * Writes bytes as C's standard library does into a pipe: in whole blocks, when a block is full, and the
 * rest at the end. That is why nobody hears a Stata that speaks through a pipe until it has said 4 KB.
 */
export class BlockWriter {
  readonly #write: (bytes: Uint8Array) => Promise<void>;
  readonly #blockBytes: number;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;

  /** @param blockBytes - 0 writes each piece at once */
  constructor(write: (bytes: Uint8Array) => Promise<void>, blockBytes: number) {
    this.#write = write;
    this.#blockBytes = blockBytes;
  }

  async put(bytes: Uint8Array): Promise<void> {
    if (bytes.length === 0) return;
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    if (this.#waitingBytes < this.#blockBytes) return;
    const all = this.#take();
    const end = this.#blockBytes === 0 ? all.length : all.length - (all.length % this.#blockBytes);
    if (end < all.length) this.#putBack(all.subarray(end));
    await this.#write(all.subarray(0, end));
  }

  /** Writes what waits. A process that is killed never gets here, and its last bytes are lost. */
  async flush(): Promise<void> {
    if (this.#waitingBytes > 0) await this.#write(this.#take());
  }

  #take(): Uint8Array {
    const all = Buffer.concat(this.#waiting);
    this.#waiting = [];
    this.#waitingBytes = 0;
    return all;
  }

  #putBack(bytes: Uint8Array): void {
    this.#waiting = [bytes];
    this.#waitingBytes = bytes.length;
  }
}
