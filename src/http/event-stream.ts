const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache',
  'x-accel-buffering': 'no',
};

/**
 * A response whose events have data and nothing else. Each is sent when it is yielded, and none is
 * asked for before the client has taken the last. When the client goes, the generator returns.
 */
export function eventStream(events: AsyncGenerator<string, void, void>): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const next = await events.next();
        if (next.done) controller.close();
        else controller.enqueue(encoder.encode(frame(next.value)));
      },
      // Not awaited: a generator returns when it next yields, and nobody waits for that.
      cancel: () => void events.return().catch(() => {}),
    },
    { highWaterMark: 0 },
  );
  return new Response(body, { headers: HEADERS });
}

/** An event; of a text of several lines, each is data of its own, or it would begin another event. */
function frame(text: string): string {
  const lines = text.split(/\r\n|[\r\n]/).map((line) => `data: ${line}\n`);
  return `${lines.join('')}\n`;
}
