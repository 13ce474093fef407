import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

export const stripsTheOrigin: Specimen = {
  name: 'strips-the-origin',
  layer: 'proxy',
  about: 'passes requests on without their Origin, so that nobody can check it',
  thread: 'MCP 2025-11-25, Streamable HTTP, Security Warning: DNS rebinding',
  breaks: ['H01'],
  sockets: {
    experiments: ['handshake', 'statuses'],
    passing: ({ rawHeaders }) => {
      const index = rawHeaders.findIndex((text) => text.toLowerCase() === 'origin');
      if (index !== -1) rawHeaders[index] = 'x-origin';
    },
  },
  open: healthy(),
};
