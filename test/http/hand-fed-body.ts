/** A response body that says what a test tells it to, when it tells it to. */
export interface HandFedBody {
  readonly stream: ReadableStream<Uint8Array>;
  readonly say: (text: string) => void;
  readonly end: () => void;
  readonly fail: (error: unknown) => void;
  /** Resolves, with the reason, when the reader no longer wants the rest. */
  readonly cancelled: Promise<unknown>;
}

export function handFedBody(): HandFedBody {
  const encoder = new TextEncoder();
  const cancelled = Promise.withResolvers<unknown>();
  let body: ReadableStreamDefaultController<Uint8Array> | undefined;
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      body = controller;
    },
    cancel(reason) {
      cancelled.resolve(reason);
    },
  });
  return {
    stream,
    say: (text) => body?.enqueue(encoder.encode(text)),
    end: () => body?.close(),
    fail: (error) => body?.error(error),
    cancelled: cancelled.promise,
  };
}
