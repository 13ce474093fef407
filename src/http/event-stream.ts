import type { Clock } from '../clock/clock.ts';
import { eventText } from '../sse/event-text.ts';
import { KEEP_ALIVE } from '../sse/keep-alive.ts';

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache',
  'x-accel-buffering': 'no',
};

export interface KeepAlive {
  readonly clock: Clock;
  /** How long a stream may be silent before a comment keeps it alive, in milliseconds. */
  readonly keepAliveMs: number;
}

/**
 * A response whose events have data and nothing else. Each is sent when it is yielded, and none is
 * asked for before the client has taken the last. When the client goes, the generator returns.
 *
 * @param keepAlive - makes a silent stream send comments, which nobody takes for data; default: it doesn't
 */
export function eventStream(
  events: AsyncGenerator<string, void, void>,
  keepAlive?: KeepAlive,
): Response {
  const encoder = new TextEncoder();
  let next: Promise<IteratorResult<string, void>> | null = null;
  const body = new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        next ??= events.next();
        const told = keepAlive === undefined ? await next : await unlessSilent(next, keepAlive);
        if (told === null) return controller.enqueue(encoder.encode(KEEP_ALIVE));
        next = null;
        if (told.done) controller.close();
        else controller.enqueue(encoder.encode(eventText({ data: told.value })));
      },
      // Not awaited: a generator returns when it next yields, and nobody waits for that.
      cancel: () => void events.return().catch(() => {}),
    },
    { highWaterMark: 0 },
  );
  return new Response(body, { headers: HEADERS });
}

/** What comes, or null when nothing has come for so long. */
async function unlessSilent<Told>(
  next: Promise<Told>,
  { clock, keepAliveMs }: KeepAlive,
): Promise<Told | null> {
  const heard = new AbortController();
  const silence = clock.sleep(keepAliveMs, heard.signal).then(
    () => null,
    () => null,
  );
  try {
    return await Promise.race([next, silence]);
  } finally {
    heard.abort('heard');
  }
}
