import type { Wire, WireRequest, WireResponse } from './wire.ts';

/** A server without a socket: what a session manager is, and what MSW and every edge runtime know. */
export type FetchHandler = (request: Request) => Promise<Response>;

/** Calls a Fetch handler in this process. Aborting it looks to the handler like a client that left. */
export class HandlerWire implements Wire {
  readonly isInProcess = true;
  readonly #handler: FetchHandler;

  constructor(handler: FetchHandler) {
    this.#handler = handler;
  }

  async exchange({ url, signal, ...init }: WireRequest): Promise<WireResponse> {
    signal.throwIfAborted();
    const answering = this.#handler(new Request(url, { ...init, signal }));
    const { status, headers, body } = await unlessAborted(answering, signal);
    const reader = body?.getReader();
    return {
      status,
      headers,
      body: chunksOf(reader, signal),
      [Symbol.asyncDispose]: async () => letGo(reader),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {}
}

type Reader = ReadableStreamDefaultReader<Uint8Array> | undefined;

/** The handler's answer, or the signal's reason, although a handler needn't look at the signal. */
async function unlessAborted(answering: Promise<Response>, signal: AbortSignal): Promise<Response> {
  const abort = Promise.withResolvers<never>();
  const onAbort = (): void => {
    abort.reject(signal.reason);
    answering.then(({ body }) => letGo(body?.getReader())).catch(() => {});
  };
  signal.addEventListener('abort', onAbort);
  try {
    return await Promise.race([abort.promise, answering]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

async function* chunksOf(reader: Reader, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  if (reader === undefined) return;
  const onAbort = (): void => letGo(reader, signal.reason);
  signal.addEventListener('abort', onAbort);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      if (done) return;
      yield value;
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/** Tells the sender that nobody reads on. What the sender makes of it is no concern of the probe. */
function letGo(reader: Reader, reason?: unknown): void {
  reader?.cancel(reason).catch(() => {});
}
