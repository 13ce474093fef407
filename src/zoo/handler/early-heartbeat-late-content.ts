import { changeEvents, isMessage } from '../parts/change-events.ts';
import { healthy } from '../parts/healthy.ts';
import { isCall } from '../parts/posted.ts';
import type { Specimen } from '../parts/specimen.ts';

export const earlyHeartbeatLateContent: Specimen = {
  name: 'early-heartbeat-late-content',
  layer: 'handler',
  about: 'says at once that it is at work, and what its tool says with the result',
  thread: 'stata-mcp 0.3.5, /run_file/stream: heartbeats, and the whole output at the end',
  breaks: ['Z01', 'Z02', 'Z03', 'Z13'],
  open: healthy({
    before: (manager) =>
      changeEvents(
        manager,
        async function* (events, { text }) {
          const token = /"progressToken":\s*(\d+)/.exec(text)?.[1];
          const params = { progressToken: Number(token), progress: 0, message: 'Executing…' };
          const heartbeat = { jsonrpc: '2.0', method: 'notifications/progress', params };
          const held: string[] = [];
          for await (const event of events) {
            if (isMessage(event)) held.push(event);
            else yield event;
            if (token === undefined || event.startsWith(':') || isMessage(event)) continue;
            yield `event: message\ndata: ${JSON.stringify(heartbeat)}\n\n`;
          }
          yield* held;
        },
        isCall,
      ),
  }),
};
