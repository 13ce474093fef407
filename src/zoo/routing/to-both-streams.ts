import { isOutput, type MessagesChange } from '../parts/change-messages.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

const messages: MessagesChange = (send) => async (message, relatedTo) => {
  if (isOutput(message)) await send(message, undefined);
  return send(message, relatedTo);
};

export const toBothStreams: Specimen = {
  name: 'to-both-streams',
  layer: 'routing',
  about: 'sends what a tool says to the stream of the call and to the GET stream',
  thread: 'MCP 2025-11-25, Multiple Connections: no broadcast',
  breaks: ['G04', 'G05'],
  open: healthy({ messages }),
};
