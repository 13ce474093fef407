import type { MessagesChange } from '../parts/change-messages.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

const messages: MessagesChange = (send) => async (message, relatedTo) => {
  if (JSON.stringify(message).includes('"isError":true')) return;
  await send(message, relatedTo);
};

export const hangsOnErrors: Specimen = {
  name: 'hangs-on-errors',
  layer: 'handler',
  about: 'never answers a call that failed',
  thread:
    'stata-mcp, FINAL_DIAGNOSIS.md, Option 1: an exception is queued, and nobody looks at the queue',
  breaks: ['Z09'],
  open: healthy({ messages }),
};
