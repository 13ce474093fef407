import { changeEvents } from '../parts/change-events.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

export const undeclaredLogging: Specimen = {
  name: 'undeclared-logging',
  layer: 'handler',
  about: 'sends log messages without having declared that it does',
  thread: 'stata-mcp 0.5.2, /mcp-streamable',
  breaks: ['L01'],
  open: healthy({
    before: (manager) =>
      changeEvents(manager, async function* (events) {
        for await (const event of events) yield event.replace(/"logging":\{\},?/, '');
      }),
  }),
};
