import type { MessagesChange } from '../parts/change-messages.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

const messages: MessagesChange = (send) => (message, relatedTo) => {
  if (!('method' in message) || message.method !== 'notifications/progress') {
    return send(message, relatedTo);
  }
  return send({ ...message, params: { ...message.params, progress: 1 } }, relatedTo);
};

export const progressStandsStill: Specimen = {
  name: 'progress-stands-still',
  layer: 'handler',
  about: 'says the same progress each time',
  thread: 'conformance 0.1.16 lets it pass: it checks that progress does not decrease',
  breaks: ['P01'],
  open: healthy({ messages }),
};
