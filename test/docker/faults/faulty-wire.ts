import type { Wire, WireRequest, WireResponse } from '../../../src/probe/wire.ts';

export interface FaultyWireOptions {
  readonly wire: Wire;
  /** What happens, until it is over. */
  readonly befall: () => Promise<void>;
  /** Whether it is time for that, by all that was heard on one stream. */
  readonly isMoment: (heard: string) => boolean;
}

/**
 * A wire on which something happens to the server at some moment of a stream, and of each stream that has
 * that moment. New requests wait until it is over, so that what it meets is always the same.
 */
export class FaultyWire implements Wire {
  readonly #options: FaultyWireOptions;
  #befalling: Promise<void> | null = null;

  constructor(options: FaultyWireOptions) {
    this.#options = options;
  }

  async exchange(request: WireRequest): Promise<WireResponse> {
    await this.#befalling;
    const response = await this.#options.wire.exchange(request);
    return {
      status: response.status,
      headers: response.headers,
      body: this.#watched(response.body),
      [Symbol.asyncDispose]: () => response[Symbol.asyncDispose](),
    };
  }

  async *#watched(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const decoder = new TextDecoder();
    let heard = '';
    let isPast = false;
    for await (const chunk of body) {
      heard += decoder.decode(chunk, { stream: true });
      if (!isPast && this.#options.isMoment(heard)) {
        isPast = true;
        this.#begin();
      }
      yield chunk;
    }
  }

  #begin(): void {
    if (this.#befalling !== null) return;
    const befalling = this.#options.befall();
    this.#befalling = befalling;
    // One that can't be brought about stays for who waits for it next.
    befalling.then(
      () => {
        this.#befalling = null;
      },
      () => {},
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#befalling;
    await this.#options.wire[Symbol.asyncDispose]();
  }
}
