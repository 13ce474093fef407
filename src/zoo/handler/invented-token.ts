import { changeMessages } from '../parts/change-messages.ts';
import { openHealthy } from '../parts/open-healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

const createServers = changeMessages((send) => (message, relatedTo) => {
  if (!('method' in message) || message.method !== 'notifications/progress') {
    return send(message, relatedTo);
  }
  const params = { ...message.params, progressToken: 'progress-1' };
  return send({ ...message, params }, relatedTo);
});

export const inventedToken: Specimen = {
  name: 'invented-token',
  layer: 'handler',
  about: 'names a progress token of its own',
  thread: 'twentyhq#24559, PR#24582: 157 errors',
  breaks: ['P02'],
  open: ({ clock }) => openHealthy({ clock, createServer: createServers({ clock }) }),
};
