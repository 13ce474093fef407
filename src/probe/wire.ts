/** One HTTP request, with nothing left to be added. */
export interface WireRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Hangs up, before the answer or in the midst of it. */
  readonly signal: AbortSignal;
}

/** An HTTP response of which the headers are there; disposing it lets go of what wasn't read. */
export interface WireResponse extends AsyncDisposable {
  readonly status: number;
  readonly headers: Headers;
  /** The bytes, as they arrive. Can be read once; throws when the connection breaks. */
  readonly body: AsyncIterable<Uint8Array>;
}

/** How a wire probe reaches a server: over sockets, or by a function call. */
export interface Wire extends AsyncDisposable {
  /** Whether the server is in this process, and no socket between. */
  readonly isInProcess?: true;

  /**
   * Makes one exchange. Resolves as soon as the headers are there, whenever the body comes.
   *
   * @throws whatever keeps the headers from coming; the signal's reason when it is aborted
   */
  exchange(request: WireRequest): Promise<WireResponse>;
}
