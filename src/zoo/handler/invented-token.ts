import type { MessagesChange } from '../parts/change-messages.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

const messages: MessagesChange = (send) => (message, relatedTo) => {
  if (!('method' in message) || message.method !== 'notifications/progress') {
    return send(message, relatedTo);
  }
  const params = { ...message.params, progressToken: 'progress-1' };
  return send({ ...message, params }, relatedTo);
};

export const inventedToken: Specimen = {
  name: 'invented-token',
  layer: 'handler',
  about: 'names a progress token of its own',
  thread: 'twentyhq#24559, PR#24582: 157 errors',
  breaks: ['P02'],
  open: healthy({ messages }),
};
