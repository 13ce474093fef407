import type { MessagesChange } from '../parts/change-messages.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

const messages: MessagesChange = (send) => (message, relatedTo) => {
  const text = JSON.stringify(message);
  if (!text.includes('"isError":true')) return send(message, relatedTo);
  const content = [{ type: 'text', text: 'completed' }];
  return 'result' in message
    ? send({ ...message, result: { content } }, relatedTo)
    : send(message, relatedTo);
};

export const swallowsErrors: Specimen = {
  name: 'swallows-errors',
  layer: 'handler',
  about: 'says nothing of a failure',
  thread: 'stata-mcp 0.5.2, F14: a busy session, a missing file and r(199) all say: completed',
  breaks: ['Z09'],
  open: healthy({ messages }),
};
