import { isOutput, type MessagesChange } from '../parts/change-messages.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

const messages: MessagesChange = (send) => async (message, relatedTo) => {
  if (isOutput(message)) await send(message, relatedTo);
  return send(message, relatedTo);
};

export const saysItTwice: Specimen = {
  name: 'says-it-twice',
  layer: 'reader',
  about: 'says each output twice',
  thread: 'a log that is read from its beginning each time: stata-mcp 0.5.2, F13, last_offset=0',
  breaks: ['P01', 'Z14', 'Z17'],
  open: healthy({ messages }),
};
