import { broadcast } from '../parts/broadcast.ts';
import { isMessage, isResponse } from '../parts/change-events.ts';
import type { Specimen } from '../parts/specimen.ts';
import { stateless } from '../parts/stateless.ts';

export const tellsSubscribers: Specimen = {
  name: 'tells-subscribers',
  layer: 'routing',
  about: 'tells of each call on the subscriptions of all clients, too',
  thread: 'MCP 2026-07-28, Per-request log level; speaks-to-all, gone over to it',
  protocolVersion: '2026-07-28',
  breaks: ['L04'],
  open: stateless({
    before: (manager) => broadcast(manager, (event) => isMessage(event) && !isResponse(event)),
  }),
};
