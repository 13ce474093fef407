import type { SessionManager } from '../../manager/session-manager.ts';
import { type Posted, posted } from './posted.ts';

/** Makes another body of one. */
export type BodyChange = (
  chunks: AsyncIterable<Uint8Array>,
  asked: Posted,
) => AsyncIterable<Uint8Array>;

/**
 * A manager whose event streams, and nothing else, come with another body.
 *
 * @param isMeant - which requests it is about; default: all
 */
export function changeBody(
  manager: SessionManager,
  change: BodyChange,
  isMeant: (asked: Posted) => boolean = () => true,
): SessionManager {
  return async (request) => {
    const asked = await posted(request);
    const response = await manager(request);
    const { status, headers, body } = response;
    if (body === null || !isEventStream(response) || !isMeant(asked)) return response;
    const reader = body.getReader();
    const changed = change(chunksOf(reader), asked)[Symbol.asyncIterator]();
    const stream = new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          const { done, value } = await changed.next();
          if (done) controller.close();
          else controller.enqueue(value);
        },
        // The source learns of it at once, however busy whoever changes it may be.
        cancel: (reason) => reader.cancel(reason),
      },
      { highWaterMark: 0 },
    );
    return new Response(stream, { status, headers });
  };
}

export function isEventStream({ headers }: Response): boolean {
  return headers.get('content-type')?.startsWith('text/event-stream') ?? false;
}

async function* chunksOf(
  reader: ReadableStreamDefaultReader<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    void reader.cancel().catch(() => {});
  }
}
