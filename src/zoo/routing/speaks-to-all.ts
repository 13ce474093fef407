import { broadcast } from '../parts/broadcast.ts';
import { isMessage, isResponse } from '../parts/change-events.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

export const speaksToAll: Specimen = {
  name: 'speaks-to-all',
  layer: 'routing',
  about: 'sends what is said in one session to the GET streams of all',
  thread: 'stata-mcp, NOTIFICATION_ROUTING_BUG.md: one server for two transports',
  breaks: ['G04', 'G05', 'Z16'],
  open: healthy({
    before: (manager) => broadcast(manager, (event) => isMessage(event) && !isResponse(event)),
  }),
};
