import { isOutput, type MessagesChange } from '../parts/change-messages.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

const messages: MessagesChange = (send) => (message, relatedTo) =>
  send(message, isOutput(message) ? undefined : relatedTo);

export const toTheGetStream: Specimen = {
  name: 'to-the-get-stream',
  layer: 'routing',
  about: 'sends what a tool says to the GET stream',
  thread:
    'python-sdk#953; typescript-sdk, sendLoggingMessage without a related request; mcp-proxy 6.7.19',
  breaks: ['G04', 'Z01', 'Z02', 'Z03', 'Z14', 'Z17'],
  open: healthy({ messages }),
};
