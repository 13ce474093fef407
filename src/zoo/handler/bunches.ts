import { atTicks } from '../parts/at-ticks.ts';
import { changeMessages } from '../parts/change-messages.ts';
import { openHealthy } from '../parts/open-healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

const createServers = changeMessages(atTicks(300));

export const bunches: Specimen = {
  name: 'bunches',
  layer: 'handler',
  about: 'saves outputs up and sends them every 300 ms',
  thread:
    'a debounce that was meant well: the specification asks for a limit to the rate of progress',
  breaks: ['Z02', 'Z03', 'Z11'],
  open: ({ clock }) => openHealthy({ clock, createServer: createServers({ clock }) }),
};
