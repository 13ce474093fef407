import { changeEvents } from '../parts/change-events.ts';
import type { Specimen } from '../parts/specimen.ts';
import { stateless } from '../parts/stateless.ts';

export const asksByRequest: Specimen = {
  name: 'asks-by-request',
  layer: 'handler',
  about: 'asks its client by a request on the stream, and waits for an answer that may not be sent',
  thread: 'MCP 2026-07-28, Receiving Messages: what elicitation and sampling did up to 2025-11-25',
  protocolVersion: '2026-07-28',
  breaks: ['T16'],
  open: stateless({
    before: (manager) =>
      changeEvents(manager, async function* (events) {
        for await (const event of events) {
          const [, asked] = /"inputRequests":\{"[^"]*":(\{.*?\})\},"/.exec(event) ?? [];
          if (asked === undefined) {
            yield event;
            continue;
          }
          yield `event: message\ndata: {"jsonrpc":"2.0","id":"asked",${asked.slice(1)}\n\n`;
          await new Promise<never>(() => {});
        }
      }),
  }),
};
