const MIB = 1024 * 1024;

/** How many bytes a stranger may send in all, when nobody says; after any compression is undone. */
export const BYTES_MAX = 64 * MIB;

/** How many events, comments and messages a stranger may send in all, when nobody says. */
export const EVENTS_MAX = 100_000;

/** A stranger has sent more than there is room for. The message says of what, and how much there was. */
export class TooMuchError extends Error {
  override readonly name = 'TooMuchError';
  readonly of: 'bytes' | 'events' | 'values';

  constructor(of: TooMuchError['of'], message: string) {
    super(message);
    this.of = of;
  }
}

/**
 * How much a stranger may send in all, in any number of responses, before nobody listens any more: so
 * that a stream without an end takes no memory without an end.
 */
export class Allowance {
  readonly #bytesMax: number;
  readonly #eventsMax: number;
  #bytes = 0;
  #events = 0;

  /**
   * @param options.bytes - {@link BYTES_MAX} by default
   * @param options.events - {@link EVENTS_MAX} by default
   */
  constructor(options: { readonly bytes?: number; readonly events?: number } = {}) {
    this.#bytesMax = options.bytes ?? BYTES_MAX;
    this.#eventsMax = options.events ?? EVENTS_MAX;
  }

  /** @throws TooMuchError */
  takeBytes(count: number): void {
    this.#bytes += count;
    if (this.#bytes <= this.#bytesMax) return;
    throw new TooMuchError('bytes', `cut off after ${inWords(this.#bytesMax)}`);
  }

  /** @throws TooMuchError */
  takeEvent(): void {
    this.#events += 1;
    if (this.#events > this.#eventsMax) {
      throw new TooMuchError('events', `cut off after ${this.#eventsMax} events`);
    }
  }
}

function inWords(bytes: number): string {
  return bytes % MIB === 0 ? `${bytes / MIB} MiB` : `${bytes} bytes`;
}
