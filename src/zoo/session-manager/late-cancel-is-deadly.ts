import { changeEvents, isResponse } from '../parts/change-events.ts';
import { answerInstead } from '../parts/change-requests.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

export const lateCancelIsDeadly: Specimen = {
  name: 'late-cancel-is-deadly',
  layer: 'session manager',
  about: 'ends a session in which a finished call is cancelled',
  thread: 'MCP 2025-11-25, Cancellation, Timing Considerations',
  breaks: ['C07'],
  open: healthy({
    before: (manager) => {
      const finished = new Set<string>();
      const dead = new Set<string>();
      const watched = changeEvents(manager, async function* (events, { request: { headers } }) {
        for await (const event of events) {
          const id = /"id":(\d+)/.exec(event)?.[1];
          if (id !== undefined && isResponse(event))
            finished.add(`${headers.get('mcp-session-id')} ${id}`);
          yield event;
        }
      });
      return answerInstead(watched, ({ request, method, text }) => {
        const session = request.headers.get('mcp-session-id') ?? '';
        if (method === 'notifications/cancelled') {
          const id = /"requestId":(\d+)/.exec(text)?.[1];
          if (id !== undefined && finished.has(`${session} ${id}`)) dead.add(session);
        }
        return dead.has(session) ? new Response(null, { status: 500 }) : undefined;
      });
    },
  }),
};
