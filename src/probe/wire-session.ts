import type { Clock } from '../clock/clock.ts';
import { Allowance } from './allowance.ts';
import { closeSession } from './close-session.ts';
import { aborted, unsent } from './failure.ts';
import { type ClientMessage, envelopeOf, isStateless } from './request-envelope.ts';
import type { Wire, WireResponse } from './wire.ts';

export interface WireSessionOptions {
  readonly wire: Wire;
  readonly url: string;
  readonly clock: Clock;
  /** Sent with every request; they win over the probe's own. */
  readonly headers?: Readonly<Record<string, string>>;
  /** How much the server may send in all; by default as {@link Allowance} says. */
  readonly allowance?: Allowance;
}

/** A session with one server: where it is, and what every request in it carries. */
export class WireSession implements AsyncDisposable {
  readonly url: string;
  readonly clock: Clock;
  readonly allowance: Allowance;
  readonly #wire: Wire;
  readonly #headers: Record<string, string>;
  readonly #given: Readonly<Record<string, string>>;
  #protocolVersion = '';
  #idsGiven = 0;
  #isOver = false;

  constructor({ wire, url, clock, headers = {}, allowance }: WireSessionOptions) {
    this.url = url;
    this.clock = clock;
    this.allowance = allowance ?? new Allowance();
    this.#wire = wire;
    this.#given = Object.fromEntries(new Headers(headers));
    this.#headers = {
      accept: 'application/json, text/event-stream',
      'content-type': 'application/json',
      ...this.#given,
    };
  }

  /** An id for a request. `initialize` has the 0, which some servers can't cancel. */
  nextId(): number {
    return this.#idsGiven++;
  }

  /** From now on every request names the version that was agreed upon. */
  set protocolVersion(version: string) {
    this.#protocolVersion = version;
    this.#headers['mcp-protocol-version'] ??= version;
  }

  /** @throws ProbeError when the headers of a response don't come */
  async post(message: ClientMessage, signal: AbortSignal): Promise<WireResponse> {
    const { url } = this;
    const { method } = message;
    const envelope = envelopeOf(message, { protocolVersion: this.#protocolVersion });
    const headers = { ...this.#headers, ...envelope.headers, ...this.#given };
    try {
      const request = { method: 'POST', url, headers, body: envelope.body, signal } as const;
      const response = await this.#wire.exchange(request);
      this.#remember(response.headers.get('mcp-session-id'));
      return response;
    } catch (error) {
      const asked = { url, method };
      throw signal.aborted ? aborted(asked, signal) : unsent(asked, error);
    }
  }

  /** A server without sessions names none, and then there is nothing to delete. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#isOver || this.#headers['mcp-session-id'] === undefined) return;
    this.#isOver = true;
    await closeSession(this.clock, async (signal) => {
      const request = { method: 'DELETE', url: this.url, headers: this.#headers, signal } as const;
      await using _ = await this.#wire.exchange(request);
    });
  }

  #remember(sessionId: string | null): void {
    if (isStateless(this.#protocolVersion)) return;
    if (sessionId !== null) this.#headers['mcp-session-id'] ??= sessionId;
  }
}
