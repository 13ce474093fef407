import { atTicks } from '../parts/at-ticks.ts';
import { changeMessages } from '../parts/change-messages.ts';
import { openHealthy } from '../parts/open-healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

const createServers = changeMessages(atTicks(2000));

export const pollsSlowly: Specimen = {
  name: 'polls-slowly',
  layer: 'reader',
  about: 'looks for new output every two seconds',
  thread: 'stata-mcp, execute_with_streaming: sleep(2)',
  breaks: ['Z01', 'Z02', 'Z03', 'Z09', 'Z11'],
  open: ({ clock }) => openHealthy({ clock, createServer: createServers({ clock }) }),
};
