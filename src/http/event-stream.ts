import type { Clock } from '../clock/clock.ts';

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache',
  'x-accel-buffering': 'no',
};

export interface SignsOfLife {
  readonly clock: Clock;
  /** How long a stream may be silent before it says that it is alive, in milliseconds. */
  readonly keepAliveMs: number;
}

/**
 * A response whose events have data and nothing else. Each is sent when it is yielded, and none is
 * asked for before the client has taken the last. When the client goes, the generator returns.
 *
 * @param signs - makes a silent stream send comments, which nobody takes for data; default: it doesn't
 */
export function eventStream(
  events: AsyncGenerator<string, void, void>,
  signs?: SignsOfLife,
): Response {
  const encoder = new TextEncoder();
  let next: Promise<IteratorResult<string, void>> | null = null;
  const body = new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        next ??= events.next();
        const told = signs === undefined ? await next : await unlessSilent(next, signs);
        if (told === null) return controller.enqueue(encoder.encode(': keep-alive\n\n'));
        next = null;
        if (told.done) controller.close();
        else controller.enqueue(encoder.encode(frame(told.value)));
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
  { clock, keepAliveMs }: SignsOfLife,
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

/** An event; of a text of several lines, each is data of its own, or it would begin another event. */
function frame(text: string): string {
  const lines = text.split(/\r\n|[\r\n]/).map((line) => `data: ${line}\n`);
  return `${lines.join('')}\n`;
}
