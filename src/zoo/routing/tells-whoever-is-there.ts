import type { SessionManager } from '../../manager/session-manager.ts';
import { isEventStream } from '../parts/change-body.ts';
import { isMessage, isResponse } from '../parts/change-events.ts';
import type { Specimen } from '../parts/specimen.ts';
import { stateless } from '../parts/stateless.ts';

export const tellsWhoeverIsThere: Specimen = {
  name: 'tells-whoever-is-there',
  layer: 'routing',
  about:
    'tells of each call on the streams of all calls that run, there being no sessions to tell them apart',
  thread:
    'stata-mcp, NOTIFICATION_ROUTING_BUG.md: one emitter for all; MCP 2026-07-28 has no session to ask for',
  protocolVersion: '2026-07-28',
  breaks: ['T15'],
  open: stateless({ before: tellAll }),
};

/** A manager that sends what a call says to each other call that runs, too. */
function tellAll(manager: SessionManager): SessionManager {
  const running = new Set<(event: string) => Promise<void>>();
  return async (request) => {
    const response = await manager(request);
    const isCall = request.headers.get('mcp-method') === 'tools/call';
    if (!isCall || response.body === null || !isEventStream(response)) return response;
    const { status, headers } = response;
    // Our own manager makes each event in one piece.
    const events = response.body.pipeThrough(new TextDecoderStream());
    const { readable, writable } = new TransformStream<string, string>();
    const writer = writable.getWriter();
    const tell = (event: string): Promise<void> => writer.write(event);
    running.add(tell);
    void relay(events, async (event) => {
      const isForAll = isMessage(event) && !isResponse(event);
      for (const other of isForAll ? running : []) {
        if (other !== tell) void other(event).catch(() => {});
      }
      await tell(event);
    })
      .then(() => writer.close())
      .catch(() => {})
      .finally(() => running.delete(tell));
    return new Response(readable.pipeThrough(new TextEncoderStream()), { status, headers });
  };
}

async function relay(
  events: AsyncIterable<string>,
  tell: (event: string) => Promise<void>,
): Promise<void> {
  for await (const event of events) await tell(event);
}
